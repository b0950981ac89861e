import { penaltyReward } from "@manyi/core/drivers";
import { kanoSummary } from "@manyi/core/kano";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

/** T-26: a hundred pairs of answers, and ninety-five of another attribute. */
const TREAT = { A: 30, O: 25, M: 20, I: 15, R: 6, Q: 4 };
const SPEED = { A: 10, O: 20, M: 45, I: 20, R: 0, Q: 0 };
/** T-27: overall satisfaction of those who rated it low, middle and top. */
const BANDS = { low: { n: 50, mean: 3.7 }, mid: { n: 50, mean: 3.8 }, top: { n: 50, mean: 4.7 } };

/** How categories, Better and Worse, and tiers from ratings come about. */
export function KanoHelp() {
  const { t } = useTranslation("kano");
  const format = useFormat();
  function steps() {
    const [treat, speed] = [kanoSummary(TREAT), kanoSummary(SPEED)];
    const rated = penaltyReward(BANDS);
    const both = (found: ReturnType<typeof kanoSummary>) =>
      found === null
        ? "—"
        : `${t(`category.${found.category}`)} · Better ${(found.better ?? 0).toFixed(3)} · Worse −${Math.abs(found.worse ?? 0).toFixed(3)}`;
    return [
      { name: t("help.first"), value: both(treat) },
      { name: t("help.second"), value: both(speed) },
      { name: t("help.questionable"), value: treat === null ? "—" : format.figure("percent", 100 * treat.questionableShare) },
      {
        name: t("help.ratings"),
        value:
          rated === null || rated.tier === null ? "—" : `${format.difference("correlation", rated.asymmetry)} · ${t(`tier.${rated.tier}`)}`,
      },
    ];
  }
  return <MethodHelp of="kano:help" steps={steps} />;
}
