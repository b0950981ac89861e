import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";

/** Metrics a cell can show, and how each is called: `净推荐值 NPS`, `上菜速度 均值`. */
export function useMetricNames(): readonly { readonly value: string; readonly label: string }[] {
  const { t } = useTranslation(["crosstab", "figures"]);
  const format = useFormat();
  const attributes = useReading(api.org.vocabulary, {}).data?.attributes ?? [];
  const axes = useReading(api.analysis.axes, {}).data?.items ?? [];
  const asked = new Set(axes.map(({ code }) => code));
  return [
    ...(["nps", "csat", "ces", "ratio"] as const).map((value) => ({ value: value as string, label: t(`figures:metric.${value}`) })),
    ...attributes
      .filter(({ code }) => asked.has(`p:${code}`))
      .map(({ code, name }) => ({ value: `p:${code}`, label: t("metricOf", { name: format.words(name) }) })),
  ];
}
