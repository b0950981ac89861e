import type { CaseDetail } from "@manyi/contracts";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { Card } from "../../ui/card.js";
import { dueOf, tookMinutes } from "./due.js";
import { useNow } from "./now.js";

type Clock = CaseDetail["clocks"][number];

/** The four promises: how long each may take, how much is used, what is left. */
export function ClocksCard({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  return (
    <Card className="case-clocks" title={t("clocks")}>
      <ul className="rows">
        {detail.clocks.map((clock) => (
          <ClockRow key={clock.kind} clock={clock} />
        ))}
      </ul>
    </Card>
  );
}

function ClockRow({ clock }: { readonly clock: Clock }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const due = dueOf(clock, useNow());
  const isOn = clock.doneAt === null && clock.state !== "not_started";
  const limit = clock.business
    ? t("limit.business", { hours: Math.round(clock.limitMinutes / 6) / 10 })
    : t("limit.wall", { time: format.duration(clock.limitMinutes) });
  return (
    <li className="case-clock" data-risk={due.risk} data-on={isOn}>
      <p className="case-clock-line">
        <span>{t(`clock.${clock.kind}`)}</span>
        <ClockWord clock={clock} />
      </p>
      {isOn && clock.used !== null ? (
        <span className="case-bar" aria-hidden="true">
          <i style={{ width: `${Math.min(100, clock.used * 100)}%` }} />
          <b />
        </span>
      ) : null}
      <p className="caption">
        {isOn && clock.used !== null
          ? [
              clock.due === null || due.risk === "none" || due.risk === "fine" ? null : t("dueAt", { time: format.moment(clock.due) }),
              limit,
              t("used", { percent: Math.round(clock.used * 100) }),
            ]
              .filter((part) => part !== null)
              .join(" · ")
          : clock.kind === "verify" && !isOn && clock.doneAt === null
            ? t("verifyByOthers")
            : limit}
      </p>
    </li>
  );
}

function ClockWord({ clock }: { readonly clock: Clock }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const due = dueOf(clock, useNow());
  const took = tookMinutes(clock);
  if (took !== null && (clock.state === "done" || clock.state === "done_late")) {
    const time = format.duration(took);
    return clock.state === "done" ? <b className="better">{t("took", { time })} ✓</b> : <b className="worse">{t("tookLate", { time })}</b>;
  }
  if (clock.state === "paused") return <b>{t("due.paused")}</b>;
  if (clock.state === "not_started") return <span>{t("verifyWithin", { time: format.duration(clock.limitMinutes) })}</span>;
  if (due.risk === "late") return <b className="worse">{t("due.late", { time: format.duration(due.minutes) })}</b>;
  if (due.risk === "soon") return <b className="worse">{t("due.left", { time: format.duration(due.minutes) })}</b>;
  return <b>{clock.due === null ? "" : format.moment(clock.due)}</b>;
}
