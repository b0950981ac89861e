import { stratifiedNps, weightedNps } from "@manyi/core/measures";
import { postStratify, rake, sampleSizeForShare, weightEffect } from "@manyi/core/sampling";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { MethodHelp } from "../../ui/method-help.js";

/** Two strata of 800 and 200 people, 50 answers each. */
const STRATA = [
  { code: "A", population: 800, n: 50, promoters: 30, passives: 10, detractors: 10 },
  { code: "B", population: 200, n: 50, promoters: 10, passives: 20, detractors: 20 },
] as const;
/** A sample of 2 × 2 that should be half and half on both sides. */
const CELLS = [
  ["M", "Y", 30],
  ["M", "O", 20],
  ["F", "Y", 10],
  ["F", "O", 40],
] as const;

/** Weights, what they cost, and how a score changes by them, worked through for two strata and for a table of four. */
export function WeightHelp() {
  const { t } = useTranslation("population");
  const format = useFormat();
  function steps() {
    const found = postStratify(STRATA);
    const weights = found.accepted ? found.weights : [];
    const total = (of: (i: number) => number) => STRATA.reduce((sum, _, i) => sum + of(i), 0);
    const effect = weightEffect({
      n: total((i) => STRATA[i]!.n),
      w: total((i) => STRATA[i]!.n * weights[i]!),
      ww: total((i) => STRATA[i]!.n * weights[i]! ** 2),
    });
    const mean = total((i) => STRATA[i]!.n * weights[i]!) / total((i) => STRATA[i]!.n);
    const sums = (of: "promoters" | "passives" | "detractors") => ({
      n: total((i) => STRATA[i]![of]),
      w: total((i) => STRATA[i]![of] * weights[i]!),
      ww: total((i) => STRATA[i]![of] * weights[i]! ** 2),
    });
    const weighted = weightedNps({ promoters: sums("promoters"), passives: sums("passives"), detractors: sums("detractors") });
    const plain = (100 * total((i) => STRATA[i]!.promoters - STRATA[i]!.detractors)) / total((i) => STRATA[i]!.n);
    const raked = rake(
      CELLS.map(([sex, age, n]) => ({ levels: { sex, age }, n, baseWeight: n })),
      { sex: { M: 50, F: 50 }, age: { Y: 50, O: 50 } },
    );
    return [
      {
        name: t("help.step.weights"),
        value: `${weights.join(" · ")} → ${weights.map((weight) => (weight / mean).toFixed(1)).join(" · ")}`,
      },
      { name: t("help.step.effect"), value: `${effect?.effectiveN.toFixed(2)} · ${effect?.designEffect.toFixed(2)}` },
      { name: t("help.step.plain"), value: format.figure("nps", plain) },
      {
        name: t("help.step.weighted"),
        value: `${format.figure("nps", weighted?.value ?? null)} (${stratifiedNps([...STRATA])?.standardError.toFixed(2)})`,
      },
      { name: t("help.step.raked"), value: raked.accepted ? raked.factors.map((factor) => factor.toFixed(4)).join(" · ") : "—" },
      {
        name: t("help.step.size"),
        value: `${sampleSizeForShare(0.05).completes} · ${sampleSizeForShare(0.05, 0.5, { population: 1000, responseRate: 0.25 }).invitations}`,
      },
    ];
  }
  return <MethodHelp of="population:help" steps={steps} />;
}
