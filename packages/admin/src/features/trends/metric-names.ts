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
  const items = useReading(api.analysis.axes, {}).data?.items ?? [];
  const rated = new Set(items.map(({ code }) => code));
  // an attribute asked as a pair has a part for its expectation in some survey
  const paired = new Set(items.flatMap(({ code }) => /^q:\d+:(.+)\.e$/.exec(code)?.[1] ?? []));
  const headline = (["nps", "csat", "ces", "ratio"] as const).map((value): Choice => ({ value, label: t(`figures:metric.${value}`) }));
  const family = (prefix: "p" | "e" | "ratio") =>
    attributes
      .filter(({ code }) => rated.has(`p:${code}`) && (prefix === "p" || paired.has(code)))
      .map(({ code, name }): Choice => ({ value: `${prefix}:${code}`, label: t(`metricOf.${prefix}`, { name: format.words(name) }) }));
  const groups = [
    { label: t("group.headline"), options: headline },
    { label: t("group.ratio"), options: family("ratio") },
    { label: t("group.p"), options: family("p") },
    { label: t("group.e"), options: family("e") },
  ].filter(({ options }) => options.length > 0);
  return {
    groups,
    nameOf: (code) => {
      const [prefix, attribute] = code.split(":");
      const named = attributes.find((one) => one.code === attribute);
      if (named === undefined) return groups.flatMap(({ options }) => options).find(({ value }) => value === code)?.label ?? code;
      return t(`metricOf.${prefix}`, { name: format.words(named.name) });
    },
  };
}
