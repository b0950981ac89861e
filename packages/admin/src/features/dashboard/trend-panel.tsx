import type { api, Out, ReferenceBand, TimelineNote } from "@manyi/contracts";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { lineOption } from "../../figures/line-option.js";
import { baseRange, type sharedAxis, type TrendSeries } from "../../figures/trend-line.js";
import { useFormat } from "../../format/index.js";
import { Chart } from "../../ui/chart.js";
import { narrowedBy } from "../voices/index.js";
import type { DashboardSearch } from "./search.js";

type Trend = Out<typeof api.figures.trend>;
type Axis = NonNullable<ReturnType<typeof sharedAxis>>;

/** One line with its interval as a band; low bases hollow, breaks dashed, notes numbered. Pressing a point opens its voices. */
export function TrendPanel(props: {
  readonly title: string;
  readonly metric: string;
  readonly trend: Trend;
  readonly series: TrendSeries;
  readonly axis: Axis;
  readonly notes: readonly TimelineNote[];
  readonly references: readonly ReferenceBand[];
  readonly search: DashboardSearch;
}) {
  const { t } = useTranslation(["dashboard", "figures"]);
  const format = useFormat();
  const navigate = useNavigate();
  const { title, metric, trend, series, axis, notes, references, search } = props;
  const bases = baseRange(trend.points);
  const option = useMemo(
    () => lineOption({ metric, points: trend.points, breaks: trend.breaks, notes, series, axis, format, references }),
    [metric, trend, notes, series, axis, format, references],
  );
  return (
    <figure className="trend-panel">
      <figcaption>
        {title}
        {bases === null ? null : (
          <span className="caption">
            {" "}
            {t(bases.low === bases.high ? "trend.base" : "trend.bases", { low: format.count(bases.low), high: format.count(bases.high) })}
          </span>
        )}
      </figcaption>
      <Chart
        option={option}
        height={234}
        label={t("trend.label", { metric: t(`figures:metric.${metric}`), where: title })}
        onPick={(index) => {
          const point = trend.points[index];
          if (point !== undefined)
            void navigate({
              to: "/listen/voices",
              search: { ...search, metric: undefined, ...narrowedBy(metric), ...point.figure.period },
            });
        }}
      />
    </figure>
  );
}
