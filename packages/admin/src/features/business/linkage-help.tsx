import { type LinkPair, linkUnits, MIN_LINK_PAIRS } from "@manyi/core/linkage";
import { pearson, spearman } from "@manyi/core/stats";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

/** Six stores: NPS, and the share of customers who bought again. */
const SCORES = [10, 20, 30, 40, 50, 60];
const REPURCHASE = [0.2, 0.22, 0.21, 0.26, 0.27, 0.3];

/** How a link is computed, worked through for six stores, which are too few. */
export function LinkageHelp() {
  const { t } = useTranslation("business");
  const format = useFormat();
  function steps() {
    const moment = pearson(SCORES, REPURCHASE)!;
    const rank = spearman(SCORES, REPURCHASE)!;
    const pairs = SCORES.map((metric, i): LinkPair => ({ metric, outcome: REPURCHASE[i]!, n: 50 }));
    const verdict = linkUnits(pairs);
    return [
      { name: "NPS", value: SCORES.map((score) => format.figure("nps", score)).join(" ") },
      { name: t("help.step.repurchase"), value: REPURCHASE.map((share) => share.toFixed(2)).join(" ") },
      { name: t("help.step.pearson"), value: `${moment.r.toFixed(3)} (${format.interval("correlation", moment.interval)})` },
      { name: t("help.step.spearman"), value: rank.r.toFixed(3) },
      {
        name: t("help.step.verdict"),
        value: verdict.accepted ? t("lags.found") : t("help.step.refused", { pairs: verdict.pairs, least: MIN_LINK_PAIRS }),
      },
    ];
  }
  return <MethodHelp of="business:help" steps={steps} />;
}
