import { ces, csat, npsDifference, npsOfCategories } from "@manyi/core/measures";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp, type Step } from "../../ui/method-help.js";
import { RatioHelp } from "../expectation/index.js";

/** Two hundred customers before and after, as three groups of recommenders. */
const BEFORE = { detractors: 40, passives: 80, promoters: 80 };
const AFTER = { detractors: 30, passives: 50, promoters: 120 };
/** A hundred customers by answer, 1 first. */
const SATISFIED = [4, 6, 15, 35, 40];
const EASY = [1, 1, 1, 1, 2, 2, 2];

/** How a headline measure is computed, worked through; nothing for a measure without help of its own. */
export function MeasureHelp({ family }: { readonly family: string }) {
  const { t } = useTranslation("metrics");
  const format = useFormat();
  if (family === "ratio") return <RatioHelp />;
  const steps: Readonly<Record<string, () => readonly Step[]>> = {
    nps: () => {
      const now = npsOfCategories(AFTER);
      const change = npsDifference(AFTER, BEFORE);
      return [
        { name: t("help.step.before"), value: format.figure("nps", npsOfCategories(BEFORE)?.value ?? null) },
        { name: t("help.step.after"), value: format.figure("nps", now?.value ?? null) },
        { name: t("help.step.interval"), value: format.interval("nps", now?.interval ?? null) },
        { name: t("help.step.change"), value: format.difference("nps", change?.difference ?? null) },
        { name: t("help.step.changeInterval"), value: format.differenceInterval("nps", change?.interval ?? null) },
        { name: "p", value: change?.p?.toFixed(4) ?? "—" },
      ];
    },
    csat: () => {
      const found = csat(SATISFIED);
      return [
        { name: t("help.step.topTwo"), value: format.figure("percent", found?.value ?? null) },
        { name: t("help.step.interval"), value: format.interval("percent", found?.interval ?? null) },
        { name: t("help.step.mean"), value: format.figure("mean", found?.mean.value ?? null) },
        { name: t("help.step.index"), value: found?.index.value.toFixed(1) ?? "—" },
      ];
    },
    ces: () => {
      const found = ces(EASY);
      return [
        { name: t("help.step.mean"), value: format.figure("mean", found?.value ?? null) },
        { name: t("help.step.interval"), value: format.interval("mean", found?.interval ?? null) },
        { name: t("help.step.easy"), value: format.figure("percent", found?.easy.value ?? null) },
      ];
    },
  };
  const own = steps[family];
  return own === undefined ? null : <MethodHelp of={`metrics:help.${family}`} steps={own} />;
}
