import { npsDifference } from "@manyi/core/measures";
import { decide } from "@manyi/core/stats";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp, type Step } from "../../ui/method-help.js";

/** Two hundred customers of a store before and after. */
const BEFORE = { detractors: 50, passives: 80, promoters: 70 };
const AFTER = { detractors: 35, passives: 76, promoters: 89 };
/** What the tests of eleven other stores gave. */
const OTHERS = [0.002, 0.03, 0.12, 0.2, 0.31, 0.38, 0.45, 0.58, 0.66, 0.79, 0.94];

/** How a real change is told from the up and down of every period when many are looked at, worked through for twelve stores. */
export function ChangesHelp() {
  const { t } = useTranslation("home");
  const format = useFormat();
  function steps(): readonly Step[] {
    const change = npsDifference(AFTER, BEFORE)!;
    const p = change.p ?? 1;
    const all = [p, ...OTHERS];
    const corrected = decide(all);
    return [
      { name: t("changes.help.step.change"), value: format.difference("nps", change.difference) },
      { name: t("changes.help.step.interval"), value: format.differenceInterval("nps", change.interval) },
      { name: t("changes.help.step.p"), value: p.toFixed(3) },
      { name: t("changes.help.step.corrected", { count: all.length }), value: corrected.adjusted[0]!.toFixed(3) },
      { name: t("changes.help.step.alone"), value: String(all.filter((one) => decide([one]).isSignificant[0]).length) },
      { name: t("changes.help.step.together"), value: String(corrected.isSignificant.filter(Boolean).length) },
    ];
  }
  return <MethodHelp of="home:changes.help" steps={steps} />;
}
