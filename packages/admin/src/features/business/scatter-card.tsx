import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FilterSearch } from "../../figures/filter-search.js";
import { kindOf } from "../../figures/metrics.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Table } from "../../ui/table.js";
import { amount, monthText, originFacts, periodText } from "./amounts.js";
import type { Found, LinkNames } from "./link-tab.js";
import { Scatter } from "./scatter.js";

type Pair = Found["pairs"][number];

/** Every pair of unit and period as a dot; pressing one names it and lights up its unit. */
export function ScatterCard(props: { readonly found: Found; readonly names: LinkNames; readonly filters: FilterSearch }) {
  const { t } = useTranslation("business");
  const format = useFormat();
  const { found, names, filters } = props;
  const { pairs, leftOut, by, metric, figure, lag } = found;
  const [picked, setPicked] = useState<{ unitId: number; from: string } | null>(null);
  const download = useDownload(found.statement, filters);
  const title = t("scatter.title", names);
  const outcomeText = ({ outcomeMonth }: Pair) => (by === "month" ? monthText(outcomeMonth, format) : periodText(outcomeMonth, by, format));
  const shown = pairs.find(({ unitId, period }) => unitId === picked?.unitId && period.from === picked.from);
  const sentence = (pair: Pair) =>
    t("scatter.dot", {
      unit: format.words(pair.label),
      period: periodText(pair.period.from, by, format),
      metric: `${names.metric} ${format.figure(kindOf(metric), pair.metric)}`,
      n: format.count(pair.n),
      outcome: `${names.figure} ${amount(pair.outcome, figure, format)}`,
      later: outcomeText(pair),
    });
  const facts = [
    ...originFacts(found.origins.slice(0, 3), format).map((origin) => t("source", { origin })),
    found.origins.length > 3 ? t("moreSources", { count: found.origins.length - 3 }) : "",
    leftOut.answers === 0 ? "" : t("left.answers", { count: leftOut.answers, shown: format.count(leftOut.answers) }),
    leftOut.hidden === 0 ? "" : t("left.hidden", { count: leftOut.hidden, shown: format.count(leftOut.hidden) }),
    leftOut.outcome === 0 ? "" : t("left.outcome", { count: leftOut.outcome, shown: format.count(leftOut.outcome) }),
    leftOut.incomparable === 0 ? "" : t("left.incomparable", { count: leftOut.incomparable, shown: format.count(leftOut.incomparable) }),
  ].filter((fact) => fact !== "");
  const bases = pairs.map(({ n }) => n);
  return (
    <ChartCard
      className="business-scatter-card"
      title={title}
      caption={
        pairs.length === 0
          ? undefined
          : t("scatter.caption", {
              count: pairs.length,
              shown: format.count(pairs.length),
              low: format.count(Math.min(...bases)),
              high: format.count(Math.max(...bases)),
            })
      }
      foot={<span>{facts.join(t("semicolon"))}</span>}
      table={
        pairs.length === 0 ? null : (
          <Table
            caption={title}
            rows={pairs}
            rowKey={({ unitId, period }) => `${unitId} ${period.from}`}
            columns={[
              { key: "unit", title: t("column.unit"), cell: ({ label }) => format.words(label), sort: ({ label }) => format.words(label) },
              {
                key: "period",
                title: t("column.period"),
                cell: ({ period }) => periodText(period.from, by, format),
                sort: ({ period }) => period.from,
              },
              { key: "n", title: "n", figure: true, cell: ({ n }) => format.count(n), sort: ({ n }) => n },
              {
                key: "metric",
                title: names.metric,
                figure: true,
                cell: (pair) => format.figure(kindOf(metric), pair.metric),
                sort: (pair) => pair.metric,
              },
              { key: "later", title: t("column.outcomePeriod"), cell: outcomeText },
              {
                key: "outcome",
                title: names.figure,
                figure: true,
                cell: ({ outcome }) => amount(outcome, figure, format),
                sort: ({ outcome }) => outcome,
              },
            ]}
            more={(count) => t("more", { count })}
          />
        )
      }
      download={
        pairs.length === 0
          ? null
          : download(
              title,
              {
                columns: [
                  t("column.unit"),
                  t("column.period"),
                  "n",
                  names.metric,
                  t("column.outcomePeriod"),
                  `${names.figure}${figure.unit === "" ? "" : ` (${figure.unit})`}`,
                ],
                rows: pairs.map((pair) => [
                  format.words(pair.label),
                  pair.period.from.slice(0, 7),
                  pair.n,
                  pair.metric,
                  pair.outcomeMonth,
                  pair.outcome,
                ]),
              },
              [t("lagIs", { count: lag, by: t(`by.${by}`) }), ...facts, t("verdict.caution")],
            )
      }
    >
      {pairs.length === 0 ? (
        <EmptyState title={t("scatter.none")} about={t("scatter.noneAbout")} />
      ) : (
        <>
          <Scatter found={found} names={names} picked={picked} onPick={setPicked} sentence={sentence} />
          <p className="caption business-picked" role="status">
            {shown === undefined ? t("scatter.hint") : sentence(shown)}
          </p>
        </>
      )}
    </ChartCard>
  );
}
