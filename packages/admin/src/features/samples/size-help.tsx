import { allocate, marginOfShare, sampleSizeForShare } from "@manyi/core/sampling";
import { useTranslation } from "react-i18next";
import { MethodHelp } from "../../ui/method-help.js";

/** Three districts of a thousand customers. */
const DISTRICTS = [
  { code: "A", population: 515 },
  { code: "B", population: 305 },
  { code: "C", population: 180 },
] as const;

/** Sample size, invitations and allocation, worked through for a thousand customers in three districts. */
export function SizeHelp() {
  const { t } = useTranslation("samples");
  function steps() {
    const endless = sampleSizeForShare(0.05);
    const finite = sampleSizeForShare(0.05, 0.5, { population: 1000, responseRate: 0.25 });
    const parts = allocate(finite.completes, DISTRICTS);
    return [
      { name: t("help.step.endless"), value: `${endless.base.toFixed(2)} → ${endless.completes}` },
      { name: t("help.step.finite"), value: `${finite.afterPopulation.toFixed(2)} → ${finite.completes}` },
      { name: t("help.step.invitations"), value: String(finite.invitations) },
      { name: t("help.step.small"), value: String(sampleSizeForShare(0.05, 0.5, { population: 200 }).completes) },
      { name: t("help.step.back"), value: `± ${(100 * marginOfShare(finite.completes, 0.5, { population: 1000 })).toFixed(2)}` },
      { name: t("help.step.exact"), value: parts.map(({ exact }) => exact.toFixed(2)).join(" · ") },
      { name: t("help.step.parts"), value: parts.map(({ size }) => size).join(" · ") },
    ];
  }
  return <MethodHelp of="samples:help" steps={steps} />;
}
