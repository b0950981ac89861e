import { evaluateTier, indicatorScore, loyaltyCell, loyaltyIndex, tierOfIndex } from "@manyi/core/customers";
import { shareRatio } from "@manyi/core/stats";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

const FIVE = { repeatPurchases: 80, choosingTime: 60, priceSensitivity: 70, competitorAttraction: 50, incidentTolerance: 90 };
const THREE = { ...FIVE, choosingTime: null, incidentTolerance: null };

/** How index, matrix, tiers and the ratio are computed, with numbers worked out here and now. */
export function LoyaltyHelp() {
  const { t } = useTranslation("loyalty");
  const format = useFormat();
  function steps() {
    const five = loyaltyIndex(FIVE).index;
    const three = loyaltyIndex(THREE);
    const back = shareRatio({ successes: 60, n: 100 }, { successes: 40, n: 100 });
    const first = evaluateTier({ tier: tierOfIndex(80), belowSince: null }, 60);
    const second = evaluateTier(first, 60);
    return [
      { name: t("help.step.score"), value: format.figure("index", indicatorScore("choosingTime", 15, { disloyal: 60, loyal: 0 })) },
      { name: t("help.step.five"), value: five?.toFixed(1) },
      { name: t("help.step.three"), value: `${three.index?.toFixed(1)} (${format.figure("percent", 100 * three.coverage)})` },
      { name: t("help.step.two"), value: loyaltyIndex({ ...THREE, priceSensitivity: null }).index ?? t("help.step.nothing") },
      {
        name: t("help.step.cell"),
        value: t(`cell.${loyaltyCell({ satisfaction: 5, loyalty: 40 }, { satisfaction: 4, loyalty: 55 }) ?? "neither"}`),
      },
      { name: t("help.step.tier"), value: [first, second].map(({ tier }) => t(`tierName.${tier}`)).join(" → ") },
      { name: t("help.step.ratio"), value: `${back?.ratio.toFixed(2)} (${format.interval("ratio", back?.interval ?? null)})` },
    ];
  }
  return <MethodHelp of="loyalty:help" steps={steps} />;
}
