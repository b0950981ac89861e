import { crossTable } from "@manyi/core/stats";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";
import { pText, strengthOf } from "./layer-facts.js";

/** Two stores of 200 and 210 customers, of whom 140 and 168 are satisfied. */
const SATISFIED = [140, 168] as const;
const ASKED = [200, 210] as const;

/** How a cross-table is computed, worked through for two stores. */
export function CrosstabHelp() {
  const { t } = useTranslation("crosstab");
  const format = useFormat();
  const values = { a: SATISFIED[0], aAll: ASKED[0], b: SATISFIED[1], bAll: ASKED[1] };
  function steps() {
    const others = ASKED.map((all, j) => all - (SATISFIED[j] ?? 0));
    const found = crossTable({
      weights: [SATISFIED, others],
      rowTotals: [SATISFIED[0] + SATISFIED[1], (others[0] ?? 0) + (others[1] ?? 0)],
      bases: ASKED.map((n) => ({ n, w: n, ww: n })),
    });
    const [a, b] = found.cells[0] ?? [];
    const share = (value: number | null | undefined) => format.figure("percent", value == null ? null : 100 * value);
    const { test } = found;
    return [
      { name: t("help.step.share", { letter: "A" }), value: share(a?.columnShare) },
      { name: t("help.step.share", { letter: "B" }), value: share(b?.columnShare) },
      { name: t("help.step.row", { letter: "B" }), value: share(b?.rowShare) },
      { name: t("help.step.residual", { letter: "B" }), value: format.difference("mean", b?.residual ?? null) },
      { name: t("help.step.chi"), value: test === null ? "—" : `${test.chiSquare.toFixed(2)} · ${pText(test.p)}` },
      {
        name: t("help.step.v"),
        value: test === null ? "—" : `${test.cramersV.toFixed(2)} · ${t(`strength.${strengthOf(test.cramersV)}`)}`,
      },
      { name: t("help.step.compared"), value: format.count(found.pairs.compared) },
      { name: t("help.step.letters", { letter: "B" }), value: b?.letters.join(" ") || "—" },
    ];
  }
  return <MethodHelp of="crosstab:help" values={values} steps={steps} />;
}
