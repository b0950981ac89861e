import type { Voice } from "@manyi/contracts";
import { useTranslation } from "react-i18next";

/** Nothing for a valid answer; a tag with its reasons for one that was flagged or left out. */
export function QualityTag({ quality, flags }: Pick<Voice, "quality" | "flags">) {
  const { t } = useTranslation("voices");
  if (quality === "valid") return null;
  const reasons = flags.map((flag) => t(`flag.${flag}`, { defaultValue: t("flag.other") }));
  return (
    <span className="tag" title={reasons.join(" · ")}>
      {t(`quality.${quality}`)}
    </span>
  );
}
