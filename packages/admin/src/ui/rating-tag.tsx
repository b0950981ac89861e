import type { FeedbackItem } from "@manyi/contracts";
import { useTranslation } from "react-i18next";

/** `★ 2 / 5` as its platform has it: orange in the lower part of the scale, blue at its top. */
export function RatingTag({ rating }: { readonly rating: FeedbackItem["rating"] }) {
  const { t } = useTranslation("shell");
  if (rating === null) return null;
  const { value, min, max } = rating;
  const share = max === null || min === null || max === min ? 0.5 : (value - min) / (max - min);
  const tone = share <= 0.4 ? "tag-worse" : share >= 0.9 ? "tag-better" : "";
  return <span className={`tag strong ${tone}`}>{max === null ? value : t("rating", { value, max })}</span>;
}
