import { api, type In, type Out } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import type { Numbers } from "../../download/index.js";
import { BaseMark } from "../../figures/base-mark.js";
import { useOriginFacts } from "../../figures/origin.js";
import { useDownload } from "../../figures/statement-facts.js";
import { Value } from "../../figures/value.js";
import { type Format, useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Table } from "../../ui/table.js";
import type { ExpectationSearch } from "./search.js";

type Row = Out<typeof api.expectation.competitors>["rows"][number];

/** What our customers perceive beside benchmarks of competitors; absent while there is no benchmark of an asked attribute. */
export function CompetitorsCard(props: {
  readonly query: NonNullable<In<typeof api.expectation.competitors>["query"]>;
  readonly search: ExpectationSearch;
}) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  const facts = useOriginFacts();
  const { data } = useReading(api.expectation.competitors, { query: props.query });
  const download = useDownload(data?.statement, props.search);
  if (data === undefined || data.rows.length === 0) return null;
  const { rows } = data;
  return (
    <ChartCard
      className="expectation-competitors"
      title={t("competitors.title")}
      caption={t("competitors.caption")}
      legend={<span className="tag">{t("indirect.tag")}</span>}
      foot={<span>{t("competitors.foot")}</span>}
      table={null}
      download={download(t("competitors.title"), numbersOf(rows, t, format, facts), [t("competitors.foot")])}
    >
      <Table
        caption={t("competitors.title")}
        rows={rows}
        rowKey={({ attribute, competitor, source, region, unit }) => `${attribute} ${competitor} ${source} ${region} ${unit}`}
        columns={[
          { key: "name", title: t("column.attribute"), cell: ({ label }) => format.words(label) },
          {
            key: "ours",
            title: t("competitors.ours"),
            figure: true,
            cell: ({ own }) => (
              <>
                <Value figure={own} />
                <small className="expectation-ends">
                  <BaseMark figure={own} />
                </small>
              </>
            ),
          },
          {
            key: "theirs",
            title: t("competitors.theirs"),
            figure: true,
            cell: ({ competitor, value, base, interval }) => (
              <>
                {competitor} <b className="strong">{format.figure("mean", value)}</b>
                <small className="expectation-ends">
                  {base === null ? t("competitors.noBase") : `n ${format.count(base)}`}
                  {interval === null ? "" : ` · ${format.interval("mean", interval)}`}
                </small>
              </>
            ),
          },
          { key: "difference", title: t("competitors.difference"), figure: true, cell: (row) => <Difference row={row} /> },
          {
            key: "origin",
            title: t("competitors.origin"),
            cell: (row) => (
              <span className="expectation-origin">
                {row.newlyOffered ? <span className="tag tag-worse">{t("competitors.newlyOffered")}</span> : null}{" "}
                <small>{[t(row.knowsBoth ? "competitors.knowsBoth" : "competitors.notBoth"), facts(row)].join(" · ")}</small>
              </span>
            ),
          },
        ]}
      />
    </ChartCard>
  );
}

/** Coloured only where it is a strength or a weakness. */
function Difference({ row: { difference, incomparable, isLow, unit, verdict } }: { readonly row: Row }) {
  const { t } = useTranslation("expectation");
  const format = useFormat();
  if (difference === null) return <span className="caption">{t(`competitors.${incomparable ?? "own"}`, { unit })}</span>;
  const { value, interval } = difference;
  const tone = verdict === "strength" ? "better" : verdict === "weakness" ? "worse" : "";
  return (
    <>
      <span className={tone}>{format.difference("mean", value)}</span>
      <small className="expectation-ends">
        {interval === null ? t("competitors.noBase") : format.differenceInterval("mean", interval)}
        {isLow ? ` · ${t("competitors.low")}` : ""}
      </small>
    </>
  );
}

function numbersOf(rows: readonly Row[], t: (key: string) => string, format: Format, facts: (row: Row) => string): Numbers {
  return {
    columns: [
      t("column.attribute"),
      t("competitors.competitor"),
      t("competitors.ours"),
      "n",
      t("competitors.theirs"),
      "n",
      t("competitors.difference"),
      t("column.low"),
      t("column.high"),
      t("competitors.origin"),
    ],
    rows: rows.map((row) => [
      format.words(row.label),
      row.competitor,
      row.own.value,
      row.own.n,
      row.value,
      row.base,
      row.difference?.value ?? null,
      row.difference?.interval?.low ?? null,
      row.difference?.interval?.high ?? null,
      facts(row),
    ]),
  };
}
