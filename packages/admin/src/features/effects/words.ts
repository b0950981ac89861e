import type { EffectPlan, EffectResult, EffectVerdictCode } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { kindOf } from "../../figures/metrics.js";
import { useFormat } from "../../format/index.js";
import { useMetricChoices } from "../trends/index.js";

/** How a verdict is coloured: only what is told stands out. */
export const TONES: Readonly<Record<EffectVerdictCode, "better" | "worse" | "plain">> = {
  worked: "better",
  noEffect: "worse",
  unproven: "plain",
  notEnough: "plain",
  tooEarly: "plain",
  afterwards: "plain",
  incomparable: "plain",
  stopped: "plain",
};

export function toneClass(tone: "better" | "worse" | "plain"): string {
  return tone === "plain" ? "tag" : `tag tag-${tone}`;
}

/** Between two Chinese characters stands no space, whatever was filled in between. */
export function tight(text: string): string {
  return text.replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, "$1");
}

/** Words of one measure: its name, its differences with their unit, its windows. */
export function useEffectWords(metric: string) {
  const { t } = useTranslation(["effects", "figures"]);
  const format = useFormat();
  const { nameOf } = useMetricChoices();
  const kind = kindOf(metric);
  const unit = kind === "nps" || kind === "percent" ? t(`figures:unit.${kind}`) : "";
  const withUnit = (text: string) => (unit === "" || text === "—" ? text : t("withUnit", { text, unit }));
  return {
    kind,
    unit,
    name: nameOf(metric),
    value: (value: number | null) => format.figure(kind, value),
    difference: (value: number | null) => withUnit(format.difference(kind, value)),
    interval: (ends: { readonly low: number; readonly high: number } | null) => format.differenceInterval(kind, ends),
    /** how large an effect is, without a sign */
    size: (value: number) => withUnit(format.difference(kind, Math.abs(value)).replace(/^[+−]/, "")),
    /** `12 周`, `10 天` */
    length: (days: number) => (days % 7 === 0 ? t("weeks", { count: days / 7 }) : t("days", { count: days })),
    p: (value: number | null) => (value === null ? "—" : value < 0.001 ? "p < 0.001" : `p ${value.toFixed(3)}`),
  };
}

/** The verdict as a sentence, from what is known. */
export function useVerdictWords(plan: EffectPlan) {
  const { t } = useTranslation("effects");
  const format = useFormat();
  const words = useEffectWords(plan.metric);
  return ({ verdict, effect }: Pick<EffectResult, "verdict" | "effect">): { readonly title: string; readonly about: string } => {
    const facts = {
      metric: words.name,
      effect: effect === null ? "" : words.difference(effect.value),
      size: effect === null ? "" : words.size(effect.value),
      planned: plan.planned === null ? "" : words.size(plan.planned),
      detectable: effect?.detectable == null ? "" : words.size(effect.detectable),
      day: format.day(plan.window.to),
      reason: plan.stopped?.reason ?? "",
    };
    const isWorse = effect !== null && effect.interval.high < 0;
    const kind =
      verdict === "noEffect"
        ? isWorse
          ? "worse"
          : plan.planned === null
            ? "noEffect"
            : "tooSmall"
        : verdict === "unproven" && facts.detectable === ""
          ? "unprovenBare"
          : verdict;
    return { title: tight(t(`verdict.${kind}.title`, facts)), about: tight(t(`verdict.${kind}.about`, facts)) };
  };
}
