import type { Figure } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/index.js";
import { kindOf } from "./metrics.js";

/** How a figure stands to its target; nothing where nothing is aimed at, or the figure may not be shown. */
export function TargetTag({ figure: { metric, target } }: { readonly figure: Figure }) {
  const { t } = useTranslation("figures");
  const format = useFormat();
  if (target === null || target.standing === null) return null;
  const tones = { reached: " tag-better", close: "", missed: " tag-worse" };
  return (
    <span className={`tag${tones[target.standing]}`} title={target.standing === "close" ? t("target.closeAbout") : undefined}>
      {t(`target.${target.standing}`, { value: format.figure(kindOf(metric), target.value) })}
    </span>
  );
}
