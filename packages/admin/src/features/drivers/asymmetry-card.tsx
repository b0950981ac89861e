import { api } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useMetricWords } from "../../figures/metric-words.js";
import { useDownload } from "../../figures/statement-facts.js";
import { useFormat } from "../../format/index.js";
import { ChartCard } from "../../ui/chart-card.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";
import type { Asked } from "./data.js";

/** What a weak attribute costs and a strong one brings; the tier this suggests. */
export function AsymmetryCard({ search, query }: Asked) {
  const { t } = useTranslation("drivers");
  const format = useFormat();
  const words = useMetricWords();
  const found = useReading(api.analysis.asymmetry, { query });
  const download = useDownload(found.data?.statement, search);
  const title = t("asymmetry.title", { outcome: words(query.outcome) });
  const band = (one: { n: number; mean: number | null }) => (
    <>
      {format.figure("mean", one.mean)} <span className="caption">n {format.count(one.n)}</span>
    </>
  );
  return (
    <ChartCard
      title={title}
      caption={t("asymmetry.caption")}
      table={null}
      download={
        found.data === undefined
          ? null
          : download(title, {
              columns: [
                t("attribute"),
                t("asymmetry.penalty"),
                t("asymmetry.reward"),
                t("asymmetry.index"),
                t("file.low"),
                t("file.high"),
                "n",
              ],
              rows: found.data.rows.map((row) => [
                format.words(row.label),
                row.penalty,
                row.reward,
                row.asymmetry,
                row.interval?.low ?? null,
                row.interval?.high ?? null,
                row.low.n + row.mid.n + row.top.n,
              ]),
            })
      }
      foot={<span>{[t("asymmetry.foot"), t("condition.noCause")].join(t("semicolon"))}</span>}
    >
      <Loaded query={found} lines={10}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={t("none.title")} about={t("none.asked")} />
          ) : (
            <Table
              caption={title}
              rows={rows}
              rowKey={({ attribute }) => attribute}
              columns={[
                {
                  key: "name",
                  title: t("attribute"),
                  cell: ({ attribute, label }) => (
                    <Link to="/listen/voices" search={{ ...search, metric: `p:${attribute}` }}>
                      {format.words(label)}
                    </Link>
                  ),
                },
                { key: "low", title: t("asymmetry.low"), figure: true, cell: ({ low }) => band(low), sort: ({ low }) => low.mean },
                { key: "mid", title: t("asymmetry.mid"), figure: true, cell: ({ mid }) => band(mid), sort: ({ mid }) => mid.mean },
                { key: "top", title: t("asymmetry.top"), figure: true, cell: ({ top }) => band(top), sort: ({ top }) => top.mean },
                {
                  key: "penalty",
                  title: t("asymmetry.penalty"),
                  figure: true,
                  cell: ({ penalty }) => format.difference("mean", penalty),
                  sort: ({ penalty }) => penalty,
                },
                {
                  key: "reward",
                  title: t("asymmetry.reward"),
                  figure: true,
                  cell: ({ reward }) => format.difference("mean", reward),
                  sort: ({ reward }) => reward,
                },
                {
                  key: "index",
                  title: t("asymmetry.index"),
                  figure: true,
                  cell: ({ asymmetry, interval }) => (
                    <>
                      {format.difference("correlation", asymmetry)}{" "}
                      <span className="caption">{interval === null ? "" : format.interval("correlation", interval)}</span>
                    </>
                  ),
                  sort: ({ asymmetry }) => asymmetry,
                },
                {
                  key: "tier",
                  title: t("asymmetry.tier"),
                  cell: ({ tier }) =>
                    tier === null ? (
                      <span className="caption">{t("asymmetry.noTier")}</span>
                    ) : (
                      <span className="tag">{t(`tier.${tier}`)}</span>
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </ChartCard>
  );
}
