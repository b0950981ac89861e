import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Chart, type ChartOption } from "../../ui/chart.js";
import type { Found } from "./control-card.js";

const LIMIT = 5;

/** The two sums of a CUSUM chart: rises above the line, falls below it, and the limit at which they are too much for chance. */
export function SumsChart({ points }: { readonly points: Found["points"] }) {
  const { t } = useTranslation("trends");
  const format = useFormat();
  const option = useMemo((): ChartOption => {
    const most = Math.max(LIMIT + 1, ...points.flatMap(({ sums }) => (sums === null ? [] : [sums.rise, sums.fall])));
    const line = (data: (number | null)[], color: string) => ({
      type: "line" as const,
      symbol: "none",
      silent: true,
      lineStyle: { color, width: 2 },
      data,
    });
    return {
      animation: false,
      textStyle: { fontFamily: "inherit" },
      grid: { left: 44, right: 44, top: 10, bottom: 24 },
      xAxis: {
        type: "category",
        data: points.map(({ start }) => format.day(start)),
        boundaryGap: false,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: "#CDD5DE" } },
        axisLabel: { color: "#5F6C7F", fontSize: 11, hideOverlap: true },
      },
      yAxis: {
        type: "value",
        min: -Math.ceil(most),
        max: Math.ceil(most),
        axisLabel: { color: "#5F6C7F", fontSize: 11, formatter: (value: number) => String(Math.abs(value)) },
        splitLine: { lineStyle: { color: "#EEF1F4" } },
      },
      series: [
        line(
          points.map(({ sums }) => sums?.rise ?? null),
          "#2A74B8",
        ),
        {
          ...line(
            points.map(({ sums }) => (sums === null ? null : -sums.fall)),
            "#D0701A",
          ),
          markLine: {
            silent: true,
            symbol: "none",
            label: { show: false },
            lineStyle: { color: "#5F6C7F", type: "dashed", width: 1 },
            data: [{ yAxis: LIMIT }, { yAxis: -LIMIT }],
          },
        },
      ],
    };
  }, [points, format]);
  return (
    <figure className="trends-sums">
      <figcaption className="caption">{t("sums.caption", { limit: LIMIT })}</figcaption>
      <Chart option={option} height={150} label={t("sums.label")} />
    </figure>
  );
}
