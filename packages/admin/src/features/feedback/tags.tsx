import type { FeedbackItem } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";

/** `★ 2 / 5` as its platform has it: orange in the lower part of the scale, blue at its top. */
export function RatingTag({ rating }: Pick<FeedbackItem, "rating">) {
  const { t } = useTranslation("feedback");
  if (rating === null) return null;
  const { value, min, max } = rating;
  const share = max === null || min === null || max === min ? 0.5 : (value - min) / (max - min);
  const tone = share <= 0.4 ? "tag-worse" : share >= 0.9 ? "tag-better" : "";
  return <span className={`tag strong ${tone}`}>{max === null ? value : t("rating", { value, max })}</span>;
}

/** What the text says, as the reader of texts found it. */
export function SaidTags({ sentiment, topics }: Pick<FeedbackItem, "sentiment" | "topics">) {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  if (sentiment === null && topics.length === 0) return null;
  return (
    <span className="inbox-said">
      {sentiment === null ? null : (
        <span className={`tag ${sentiment === -1 ? "tag-worse" : sentiment === 1 ? "tag-better" : ""}`}>{t(`sentiment.${sentiment}`)}</span>
      )}
      {topics.slice(0, 4).map((topic) => (
        <span key={format.words(topic.name)} className="tag">
          {format.words(topic.name)}
        </span>
      ))}
    </span>
  );
}
