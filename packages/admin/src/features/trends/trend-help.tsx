import { individualsChart, mannKendall, npsChart, pettitt } from "@manyi/core/monitoring";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

/** Ten weeks of a store: 40 answers each, and promoters that grow from the seventh week on. */
const WEEKS = [18, 17, 19, 18, 17, 18, 24, 25, 24, 26].map((promoters) => ({ promoters, passives: 12, detractors: 40 - 12 - promoters }));

/** How limits, signals and trends are computed, worked through for ten weeks of one store. */
export function TrendHelp() {
  const { t } = useTranslation("trends");
  const format = useFormat();
  function steps() {
    const scores = WEEKS.map(({ promoters, detractors }) => (100 * (promoters - detractors)) / 40);
    const chart = npsChart(WEEKS)!;
    const single = individualsChart(scores)!;
    const trend = mannKendall(scores)!;
    const shift = pettitt(scores)!;
    const nps = (value: number) => format.figure("nps", value);
    const point = chart.points[0]!;
    return [
      { name: t("help.step.scores"), value: scores.map(nps).join(" ") },
      { name: t("help.step.centre"), value: nps(chart.centre) },
      { name: t("help.step.limits"), value: format.interval("nps", { low: point.lower, high: point.upper }) },
      { name: t("help.step.individuals"), value: format.interval("nps", { low: single.lower, high: single.upper }) },
      { name: t("help.step.outside"), value: String(single.outside.length) },
      {
        name: t("help.step.slope"),
        value: `${format.difference("nps", trend.slope)} ${format.differenceInterval("nps", trend.slopeInterval)} · p ${trend.p.toFixed(3)}`,
      },
      { name: t("help.step.shift"), value: t("help.step.week", { week: shift.lastBefore + 2, p: shift.p.toFixed(3) }) },
    ];
  }
  return <MethodHelp of="trends:help" steps={steps} />;
}
