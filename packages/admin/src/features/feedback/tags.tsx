import type { FeedbackItem } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";

/** What presses, most pressing first; danger on a ground of its own. */
export function SignalTags({ signals }: Pick<FeedbackItem, "signals">) {
  const { t } = useTranslation("feedback");
  return signals.map((kind) => (
    <span key={kind} className={kind === "safety" ? "tag tag-strong" : "tag tag-worse"}>
      {t(`signal.${kind}`)}
    </span>
  ));
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
