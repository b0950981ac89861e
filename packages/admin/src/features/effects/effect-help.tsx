import { differenceOfChanges, judgeEffect, shareCell } from "@manyi/core/effects";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

/** Three pilot stores and three like them, 400 answers each before and after; together 70 → 78 against 71 → 73. */
const STORES = [
  { unit: "A", isTreated: true, before: 280, after: 312 },
  { unit: "B", isTreated: true, before: 276, after: 310 },
  { unit: "C", isTreated: true, before: 284, after: 314 },
  { unit: "D", isTreated: false, before: 284, after: 292 },
  { unit: "E", isTreated: false, before: 288, after: 294 },
  { unit: "F", isTreated: false, before: 280, after: 290 },
];
const N = 400;

/** How an effect is computed, worked through for six stores. */
export function EffectHelp() {
  const { t } = useTranslation("effects");
  const format = useFormat();
  function steps() {
    const units = STORES.map(({ unit, isTreated, before, after }) => ({
      unit,
      isTreated,
      before: shareCell({ successes: before, n: N })!,
      after: shareCell({ successes: after, n: N })!,
    }));
    const plain = (isTreated: boolean, side: "before" | "after") => {
      const group = STORES.filter((store) => store.isTreated === isTreated);
      return (100 * group.reduce((sum, store) => sum + store[side], 0)) / (N * group.length);
    };
    const [treated, comparison] = [plain(true, "after") - plain(true, "before"), plain(false, "after") - plain(false, "before")];
    const found = differenceOfChanges(units)!;
    const judged = judgeEffect({ units, isHigherBetter: true, planned: 3 })!;
    const percent = (value: number) => format.figure("percent", value);
    const points = (value: number) => format.difference("percent", value);
    return [
      { name: t("help.step.treated"), value: `${percent(plain(true, "before"))} → ${percent(plain(true, "after"))} (${points(treated)})` },
      {
        name: t("help.step.comparison"),
        value: `${percent(plain(false, "before"))} → ${percent(plain(false, "after"))} (${points(comparison)})`,
      },
      { name: t("help.step.effect"), value: points(treated - comparison) },
      { name: t("help.step.weighted"), value: `${points(found.effect)} (${format.differenceInterval("percent", found.interval)})` },
      { name: t("help.step.p"), value: found.p! < 0.001 ? "< 0.001" : found.p!.toFixed(3) },
      { name: t("help.step.detectable"), value: points(judged.smallestDetectable!) },
      { name: t("help.step.verdict"), value: t(`verdict.${judged.verdict === "effective" ? "worked" : "unproven"}.short`) },
    ];
  }
  return <MethodHelp of="effects:help" steps={steps} />;
}
