import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { periodOf } from "../../figures/filter-search.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import type { Gaps } from "./gaps-card.js";
import type { ExpectationSearch } from "./search.js";

/** What hints at expectations where nobody asked, beside what was asked. It stands here only: never inside a ratio. */
export function IndirectCard({ found, search }: { readonly found: Gaps; readonly search: ExpectationSearch }) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  const { data } = useReading(api.expectationSources.summary, { query: periodOf(search, format.today) });
  if (data === undefined) return null;
  const asked = new Map(found.rows.map((row) => [row.attribute, row]));
  const rows = data.attributes.filter(
    ({ searches, dwellSeconds, benchmarks, series }) => searches + dwellSeconds + benchmarks.length + series.length > 0,
  );
  return (
    <Card
      className="expectation-indirect"
      title={t("indirect.title")}
      caption={t("indirect.caption")}
      link={<span className="tag">{t("indirect.tag")}</span>}
      foot={
        <>
          <span>
            {data.unmappedShare === null
              ? t("indirect.rule")
              : t("indirect.unmapped", { share: format.figure("percent", 100 * data.unmappedShare) })}
          </span>
          <PageLink to="/listen/expectation-sources">{t("indirect.step")}</PageLink>
        </>
      }
    >
      {rows.length === 0 ? (
        <p className="quiet">{t("indirect.none")}</p>
      ) : (
        <Table
          caption={t("indirect.title")}
          rows={rows}
          rowKey={({ code }) => code}
          columns={[
            { key: "name", title: t("column.attribute"), cell: ({ name }) => format.words(name) },
            {
              key: "asked",
              title: t("indirect.asked"),
              figure: true,
              cell: ({ code }) => format.figure("mean", asked.get(code)?.e ?? null),
            },
            {
              key: "searches",
              title: t("indirect.searches"),
              figure: true,
              cell: ({ searches }) => (searches === 0 ? "—" : format.count(searches)),
              sort: ({ searches }) => searches,
            },
            {
              key: "dwell",
              title: t("indirect.dwell"),
              figure: true,
              cell: ({ dwellSeconds }) => (dwellSeconds === 0 ? "—" : format.duration(Math.round(dwellSeconds / 60))),
            },
            {
              key: "other",
              title: t("indirect.other"),
              cell: ({ benchmarks, series }) =>
                [
                  ...benchmarks.map(({ competitor, value, unit, source }) => `${competitor} ${value} ${unit} · ${source}`),
                  ...series.map(({ label, value, unit, source }) => `${label} ${value} ${unit} · ${source}`),
                ]
                  .slice(0, 3)
                  .join(t("semicolon")),
            },
          ]}
        />
      )}
    </Card>
  );
}
