import { api, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { periodOf } from "../../figures/filter-search.js";
import { OriginNotes, originMark, useOriginFacts } from "../../figures/origin.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { PageLink } from "../../ui/page-link.js";
import { Table } from "../../ui/table.js";
import type { Gaps } from "./gaps-card.js";
import type { ExpectationSearch } from "./search.js";

type Summary = Out<typeof api.expectationSources.summary>;
type Row = Summary["attributes"][number];

const OTHERS_SHOWN = 3;

/**
 * What hints at expectations where nobody asked, beside what was asked, every figure with where it comes from. It stands here only: never
 * inside a ratio.
 */
export function IndirectCard({ found, search }: { readonly found: Gaps; readonly search: ExpectationSearch }) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  const { data } = useReading(api.expectationSources.summary, { query: periodOf(search, format.today) });
  if (data === undefined) return null;
  const rows = data.attributes.filter(
    ({ searches, dwellSeconds, benchmarks, series }) => searches + dwellSeconds + benchmarks.length + series.length > 0,
  );
  const step = (
    <PageLink to="/listen/sources" search={{ tab: "expectation" }}>
      {t("indirect.step")}
    </PageLink>
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
          {rows.length === 0 ? null : step}
        </>
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t("indirect.none")} about={t("indirect.noneAbout")} step={step} />
      ) : (
        <>
          <IndirectTable rows={rows} found={found} />
          <OriginNotes origins={data.origins} />
        </>
      )}
    </Card>
  );
}

function IndirectTable({ rows, found }: { readonly rows: readonly Row[]; readonly found: Gaps }) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  const asked = new Map(found.rows.map((row) => [row.attribute, row]));
  const marked = (text: string, places: readonly number[]) => (
    <>
      {text} <span className="quiet">{originMark(places)}</span>
    </>
  );
  return (
    <Table
      caption={t("indirect.title")}
      rows={rows}
      rowKey={({ code }) => code}
      columns={[
        { key: "name", title: t("column.attribute"), cell: ({ name }) => format.words(name) },
        ...(asked.size === 0
          ? []
          : [
              {
                key: "asked",
                title: t("indirect.asked"),
                figure: true,
                cell: ({ code }: Row) => format.figure("mean", asked.get(code)?.e ?? null),
              },
            ]),
        {
          key: "searches",
          title: t("indirect.searches"),
          figure: true,
          cell: ({ searches, searchOrigins }) => (searches === 0 ? "—" : marked(format.count(searches), searchOrigins)),
          sort: ({ searches }) => searches,
        },
        {
          key: "dwell",
          title: t("indirect.dwell"),
          figure: true,
          cell: ({ dwellSeconds, dwellOrigins }) =>
            dwellSeconds === 0 ? "—" : marked(format.duration(Math.max(1, Math.round(dwellSeconds / 60)), true), dwellOrigins),
          sort: ({ dwellSeconds }) => dwellSeconds,
        },
        { key: "other", title: t("indirect.other"), cell: (row) => <Others row={row} /> },
      ]}
    />
  );
}

/** Benchmarks and series, each with its source, method, days, licence and region below it. */
function Others({ row: { benchmarks, series } }: { readonly row: Row }) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  const facts = useOriginFacts();
  const all = [
    ...benchmarks.map(({ competitor, ...one }) => ({ name: competitor, ...one })),
    ...series.map(({ label, ...one }) => ({ name: label, base: null, ...one })),
  ];
  if (all.length === 0) return "—";
  return (
    <ul className="expectation-origins">
      {all.slice(0, OTHERS_SHOWN).map((one) => (
        <li key={`${one.name} ${facts(one)}`}>
          {one.name} <b className="strong">{one.value}</b> {one.unit}
          {one.base === null ? "" : ` · n ${format.count(one.base)}`}
          <small>{facts(one)}</small>
        </li>
      ))}
      {all.length > OTHERS_SHOWN ? <li className="caption">{t("indirect.more", { count: all.length - OTHERS_SHOWN })}</li> : null}
    </ul>
  );
}
