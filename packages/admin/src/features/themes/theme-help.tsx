import { compareMeans } from "@manyi/core/stats";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

/** Forty who mention it: 30 detractors, 10 passives. Sixty who do not: 12 detractors, 12 passives, 36 promoters. */
const mentioned = { n: 40, sum: -3000, sumSquares: 300_000 };
const others = { n: 60, sum: 2400, sumSquares: 480_000 };

/** How the effect of a theme is computed, with numbers that core computes when the drawer opens. */
export function ThemeHelp() {
  const { t } = useTranslation("themes");
  const format = useFormat();
  return (
    <MethodHelp
      of="themes:help.effect"
      steps={() => {
        const found = compareMeans(mentioned, others);
        return [
          { name: t("help.effect.with"), value: format.figure("nps", mentioned.sum / mentioned.n) },
          { name: t("help.effect.without"), value: format.figure("nps", others.sum / others.n) },
          { name: t("help.effect.difference"), value: found === null ? "—" : format.difference("nps", found.difference) },
          { name: t("help.effect.interval"), value: format.differenceInterval("nps", found?.interval ?? null) },
          { name: "p", value: found === null ? "—" : found.p.toExponential(1) },
        ];
      }}
    />
  );
}
