import { api } from "@manyi/contracts";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { lineOption } from "../../figures/line-option.js";
import { limitsOf, sharedAxis, trendSeries } from "../../figures/trend-line.js";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { Chart } from "../../ui/chart.js";
import { ChartCard } from "../../ui/chart-card.js";
import { Loaded } from "../../ui/loaded.js";
import { Table } from "../../ui/table.js";

/** How the queue is worked: answered how fast, told how often, open with whom. */
export function OwnersCard({ unit }: { readonly unit: number | undefined }) {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  const summary = useReading(api.feedback.summary, { query: { unit } });
  const hours = (value: number | null) => (value === null ? "—" : format.duration(Math.round(value * 60), true));
  return (
    <Card
      title={t("summary.title")}
      caption={summary.data === undefined ? undefined : format.range(summary.data.period)}
      foot={summary.data === undefined ? undefined : <span>{t("summary.foot", { count: summary.data.n })}</span>}
    >
      <Loaded query={summary} lines={6}>
        {({ owners, ...all }) => (
          <>
            <dl className="inbox-summary">
              <div>
                <dt>{t("summary.response")}</dt>
                <dd>{hours(all.responseHours)}</dd>
                <dd className="caption">{t("summary.responded", { count: all.responded })}</dd>
              </div>
              <div>
                <dt>{t("summary.informed")}</dt>
                <dd>{all.owed === 0 ? "—" : `${format.figure("percent", (100 * all.informed) / all.owed)}`}</dd>
                <dd className="caption">{t("summary.of", { informed: all.informed, owed: all.owed })}</dd>
              </div>
            </dl>
            {owners.length === 0 ? null : (
              <Table
                caption={t("summary.owners")}
                rows={owners}
                rowKey={({ id }) => id ?? "nobody"}
                pageSize={8}
                more={(hidden) => t("summary.more", { count: hidden })}
                columns={[
                  { key: "name", title: t("owner"), cell: ({ id, name }) => (id === null ? t("unrouted") : name) },
                  { key: "open", title: t("summary.open"), figure: true, cell: ({ open }) => format.count(open), sort: ({ open }) => open },
                  {
                    key: "requests",
                    title: t("summary.requests"),
                    figure: true,
                    cell: ({ requests }) => format.count(requests),
                    sort: ({ requests }) => requests,
                  },
                  {
                    key: "late",
                    title: t("summary.late"),
                    figure: true,
                    cell: ({ late }) => <span className={late > 0 ? "worse" : undefined}>{format.count(late)}</span>,
                    sort: ({ late }) => late,
                  },
                ]}
              />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

const metric = "p:rating_5";

/** The public rating week by week; nothing is drawn where no source gives one. */
export function RatingCard({ unit }: { readonly unit: number | undefined }) {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  const trend = useReading(api.figures.trend, { query: { metric, by: "week", periods: 13, compare: "none", unit } });
  const points = trend.data?.points;
  const drawn = useMemo(() => {
    if (points === undefined || trend.data === undefined) return null;
    const series = trendSeries(points, limitsOf(metric));
    const axis = sharedAxis([series]);
    return axis === null ? null : lineOption({ metric, points, breaks: trend.data.breaks, notes: [], series, axis, format });
  }, [points, trend.data, format]);
  if (points === undefined || drawn === null) return null;
  const n = points.reduce((sum, { figure }) => sum + (figure.n ?? 0), 0);
  return (
    <ChartCard
      title={t("ratings.title")}
      caption={t("ratings.caption")}
      foot={<span>{t("ratings.foot", { count: n })}</span>}
      table={
        <Table
          caption={t("ratings.title")}
          rows={points}
          rowKey={({ start }) => start}
          columns={[
            { key: "week", title: t("ratings.week"), cell: ({ figure }) => format.range(figure.period) },
            { key: "value", title: t("ratings.mean"), figure: true, cell: ({ figure }) => format.figure("mean", figure.value) },
            { key: "n", title: "n", figure: true, cell: ({ figure }) => format.count(figure.n) },
          ]}
        />
      }
    >
      <Chart option={drawn} height={180} label={t("ratings.title")} />
    </ChartCard>
  );
}
