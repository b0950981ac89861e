import type { FeedbackItem } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { PageLink } from "../../ui/page-link.js";
import { RatingTag } from "../../ui/rating-tag.js";
import { standingOf } from "./age.js";
import type { InboxSearch } from "./search.js";
import { SaidTags, SignalTags } from "./tags.js";

/** One item: how long it waits, what was said, where, and who has it. */
export function InboxRow(props: {
  readonly item: FeedbackItem;
  readonly search: InboxSearch;
  readonly now: number;
  readonly isHere: boolean;
  readonly isPicked: boolean;
  /** absent for who may not work the queue */
  readonly onPick: ((isPicked: boolean) => void) | undefined;
}) {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  const { item, search, now, isHere, isPicked, onPick } = props;
  const standing = standingOf(item, now);
  const where = [
    t(`source.${item.source}`, { defaultValue: item.source }),
    item.platform ?? "",
    item.product ?? "",
    format.words(item.unit?.name) || t("noUnit"),
    item.author ?? "",
  ].filter((part) => part !== "");
  return (
    <li className="inbox-row" data-here={isHere} data-item={item.id}>
      <span className="inbox-pick">
        {onPick === undefined ? null : (
          <Checkbox
            checked={isPicked}
            aria-label={t("pick", { text: (item.text ?? t("noText")).slice(0, 40) })}
            onChange={({ target }) => onPick(target.checked)}
          />
        )}
      </span>
      <span className="inbox-age" data-risk={standing.risk}>
        <span>
          {standing.dueInMinutes === null
            ? t(`state.${item.state}`)
            : standing.risk === "late"
              ? t("late", { time: format.duration(-standing.dueInMinutes, true) })
              : t("dueIn", { time: format.duration(standing.dueInMinutes, true) })}
        </span>
        <span className="caption">{t("age", { time: format.duration(standing.ageMinutes, true) })}</span>
      </span>
      <div className="inbox-what">
        {item.question === null ? null : <span className="caption">{t("askedThis", { question: item.question })}</span>}
        <Link to="/listen/inbox" search={{ ...search, item: item.id }} replace lang={item.text === null ? undefined : item.locale}>
          {item.text ?? t("noText")}
        </Link>
        <span className="inbox-tags">
          <SignalTags signals={item.signals} />
          <RatingTag rating={item.rating} />
          {item.copies === 0 ? null : <span className="tag">{t("copies", { count: item.copies })}</span>}
          {item.askedForAnswer ? <span className="tag tag-worse">{t("asked")}</span> : null}
          <SaidTags sentiment={item.sentiment} topics={item.topics} />
        </span>
        <span className="caption">{where.join(" · ")}</span>
      </div>
      <span className="inbox-who">
        <span>{item.owner?.name ?? t("unrouted")}</span>
        <span className="caption">{t(`state.${item.state}`)}</span>
        {item.case === null ? null : (
          <PageLink to="/act/cases/$id" params={{ id: item.case.id }} className="caption">
            {item.case.reference}
          </PageLink>
        )}
      </span>
    </li>
  );
}
