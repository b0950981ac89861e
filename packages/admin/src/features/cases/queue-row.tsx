import type { CaseSummary } from "@manyi/contracts";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { DueChip } from "./due-chip.js";
import { SeverityTag } from "./severity-tag.js";

/** One case of the queue: what is left, what it is about, who has it. */
export function QueueRow({ item }: { readonly item: CaseSummary }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const clock = item.nextClock;
  return (
    <li className="case-row">
      <span className="case-row-due">
        <DueChip item={item} />
        <span className="caption">{clock === null ? t(`state.${item.state}`) : t(`clock.${clock.kind}`)}</span>
      </span>
      <span className="case-row-what">
        <Link to="/act/cases/$id" params={{ id: item.id }} className="strong">
          {item.title}
        </Link>
        <span className="caption">
          {[item.reference, format.words(item.unit.name), t(`channel.${item.channel}`, { defaultValue: item.channel })].join(" · ")}
        </span>
      </span>
      <span className="case-row-tags">
        <SeverityTag severity={item.severity} />
        {item.escalation > 0 ? <span className="tag tag-worse">{t("level", { level: item.escalation })}</span> : null}
        {item.reopened > 0 ? <span className="tag tag-worse">{t("reopenedTimes", { count: item.reopened })}</span> : null}
      </span>
      <span className="case-row-state">
        <span>{t(`state.${item.state}`)}</span>
        <span className="caption">{item.owner.name || t("nobody")}</span>
      </span>
      <span className="caption case-row-when">{format.moment(item.openedAt)}</span>
    </li>
  );
}
