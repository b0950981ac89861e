import { api } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";

type Choice = { readonly value: string; readonly label: string };

/** Metrics a trend can show, in groups: headlines, then perception, expectation and ratio of every attribute somebody asks about. */
export function useMetricChoices(): { readonly groups: readonly { label: string; options: Choice[] }[]; nameOf(code: string): string } {
  const { t } = useTranslation(["trends", "figures"]);
  const format = useFormat();
  const attributes = useReading(api.org.vocabulary, {}).data?.attributes ?? [];
  const codes = new Set((useReading(api.analysis.axes, {}).data?.items ?? []).map(({ code }) => code));
  const headline = (["nps", "csat", "ces", "ratio"] as const).map((value): Choice => ({ value, label: t(`figures:metric.${value}`) }));
  const family = (prefix: "p" | "e" | "ratio") =>
    attributes
      .filter(({ code }) => codes.has(`p:${code}`) && (prefix === "p" || codes.has(`e:${code}`) || codes.has(`r:${code}`)))
      .map(({ code, name }): Choice => ({ value: `${prefix}:${code}`, label: t(`metricOf.${prefix}`, { name: format.words(name) }) }));
  const groups = [
    { label: t("group.headline"), options: headline },
    { label: t("group.ratio"), options: family("ratio") },
    { label: t("group.p"), options: family("p") },
    { label: t("group.e"), options: family("e") },
  ].filter(({ options }) => options.length > 0);
  return {
    groups,
    nameOf: (code) => groups.flatMap(({ options }) => options).find(({ value }) => value === code)?.label ?? code,
  };
}
