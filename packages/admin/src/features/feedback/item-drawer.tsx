import { api, type FeedbackDetail } from "@manyi/contracts";
import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useReachable } from "../../shell/rooms.js";
import { Loaded } from "../../ui/loaded.js";
import { Reach, ShowOriginal, useOriginal } from "../../ui/original.js";
import { PageLink } from "../../ui/page-link.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { RatingTag } from "../../ui/rating-tag.js";
import { AssignDialog, AwayDialog } from "./bulk-bar.js";
import { History } from "./history.js";
import { ReplyForm } from "./reply-form.js";
import { StepDialog, type StepName } from "./step-dialog.js";
import "../../ui/turns.css";
import { SaidTags, SignalTags } from "./tags.js";

/** One item: the words as they came, what has happened, and what can be done now. */
export function ItemDrawer({ id, onClose }: { readonly id: string | undefined; readonly onClose: () => void }) {
  const { t } = useTranslation("feedback");
  const item = useReading(api.feedback.get, { params: { id: id ?? "" } }, { enabled: id !== undefined });
  return (
    <Drawer title={t("one")} size={720} open={id !== undefined} onClose={onClose} destroyOnHidden>
      {id === undefined ? null : (
        <Loaded query={item} lines={8} title={t("oneFault")}>
          {(detail) => (detail.id === id ? <Detail key={detail.id} item={detail} /> : null)}
        </Loaded>
      )}
    </Drawer>
  );
}

function Detail({ item: masked }: { readonly item: FeedbackDetail }) {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  const original = useOriginal(api.feedback.unmask, { params: { id: masked.id } }, masked.revision);
  const item = original.shown ?? masked;
  const isReachable = item.phone !== null || item.email !== null;
  const about = [
    t(`source.${item.source}`, { defaultValue: item.source }),
    item.platform ?? "",
    item.product ?? "",
    item.author ?? "",
    isReachable ? "" : (item.contact ?? ""),
    format.words(item.unit?.name) || t("noUnit"),
    format.words(item.touchpoint),
    format.moment(item.occurredAt),
  ].filter((part) => part !== "");
  return (
    <article className="inbox-detail">
      <p className="inbox-tags">
        <span className="tag strong">{t(`state.${item.state}`)}</span>
        <SignalTags signals={item.signals} />
        <RatingTag rating={item.rating} />
        {item.askedForAnswer ? <span className="tag tag-worse">{t("asked")}</span> : null}
        <SaidTags sentiment={item.sentiment} topics={item.topics} />
      </p>
      {item.question === null ? null : <p className="caption">{t("askedThis", { question: item.question })}</p>}
      {item.text === null || item.turns.length > 0 ? null : (
        <blockquote lang={item.locale}>
          <p>{item.text}</p>
        </blockquote>
      )}
      {item.turns.length === 0 ? null : <Conversation turns={item.turns} />}
      <p className="caption">{about.join(" · ")}</p>
      {isReachable ? (
        <p>
          <Reach phone={item.phone} email={item.email} />
        </p>
      ) : null}
      {item.actions.includes("unmask") && (item.contact !== null || JSON.stringify([item.text, item.turns]).includes("***")) ? (
        <ShowOriginal original={original} withContact={item.contact !== null} />
      ) : null}
      {item.sourceUrl === null ? null : (
        <p>
          <a href={item.sourceUrl} target="_blank" rel="noreferrer noopener">
            {t("original")}
          </a>
        </p>
      )}
      <dl className="inbox-facts">
        <div>
          <dt>{t("owner")}</dt>
          <dd>{item.owner?.name ?? t("unrouted")}</dd>
        </div>
        <div>
          <dt>{t("due")}</dt>
          <dd>{item.dueAt === null || item.ended ? "—" : format.moment(item.dueAt)}</dd>
        </div>
        <div>
          <dt>{t("told")}</dt>
          <dd>{item.informedAt === null ? (item.identified && item.askedForAnswer ? t("owed") : "—") : format.moment(item.informedAt)}</dd>
        </div>
        {item.reason === null ? null : (
          <div>
            <dt>{t("reason")}</dt>
            <dd>{item.reason}</dd>
          </div>
        )}
      </dl>
      <Steps item={item} />
      <History item={item} />
    </article>
  );
}

function Conversation({ turns }: Pick<FeedbackDetail, "turns">) {
  const { t } = useTranslation("feedback");
  return (
    <ol className="turns" aria-label={t("conversation")}>
      {numbered(turns).map(({ place, ...turn }) => (
        <li key={place} data-side={turn.side}>
          <span className="caption">{turn.speaker === "" ? t(`side.${turn.side}`) : turn.speaker}</span>
          <p>{turn.text}</p>
        </li>
      ))}
    </ol>
  );
}

/** Turns have no identity but their place, which never changes. */
const numbered = (turns: FeedbackDetail["turns"]) => turns.map((turn, place) => ({ ...turn, place }));

const dialogs = [
  "analysed",
  "resolved",
  "no_action",
  "informed",
  "reopened",
  "noted",
  "answer_wish",
] as const satisfies readonly StepName[];

/** One primary step; the rest beside it. */
function Steps({ item }: { readonly item: FeedbackDetail }) {
  const { t } = useTranslation("feedback");
  const navigate = useNavigate();
  const reachable = useReachable();
  const [open, setOpen] = useState<StepName | "assign" | "away" | "reply" | null>(null);
  const openCase = useChange(api.feedback.openCase, "feedback", "voices", "cases");
  const has = (action: string) => item.actions.includes(action);
  if (item.actions.length === 0) return null;
  const owed = item.identified && item.askedForAnswer && (item.state === "resolved" || item.state === "no_action");
  const canReply = has("message") || has("posted");
  const primary = item.owner === null && has("assigned") ? "assign" : owed && canReply ? "reply" : has("resolved") ? "resolved" : null;
  const start = async () => {
    const { caseId } = await openCase.mutateAsync({ params: { id: item.id } });
    if (reachable("/act/cases/$id")) await navigate({ to: "/act/cases/$id" as string, params: { id: caseId } });
  };
  const close = () => setOpen(null);
  return (
    <section className="inbox-steps" aria-label={t("steps")}>
      {item.case === null ? null : (
        <p>
          {t("follows")}{" "}
          <PageLink to="/act/cases/$id" params={{ id: item.case.id }}>
            {item.case.reference}
          </PageLink>
        </p>
      )}
      {open === "reply" ? (
        <ReplyForm item={item} onDone={close} />
      ) : (
        <div className="inbox-buttons">
          {has("assigned") ? (
            <Button type={primary === "assign" ? "primary" : "default"} onClick={() => setOpen("assign")}>
              {item.owner === null ? t("do.assign") : t("do.reassign")}
            </Button>
          ) : null}
          {canReply ? (
            <Button type={primary === "reply" ? "primary" : "default"} onClick={() => setOpen("reply")}>
              {t("do.reply")}
            </Button>
          ) : null}
          {has("case") ? (
            <Button loading={openCase.isPending} onClick={() => void start().catch(() => undefined)}>
              {t("do.case")}
            </Button>
          ) : null}
          {dialogs
            .filter((step) => has(step) && (step !== "answer_wish" || item.identified))
            .map((step) => (
              <Button key={step} type={primary === step ? "primary" : "default"} onClick={() => setOpen(step)}>
                {step === "answer_wish" ? t(item.askedForAnswer ? "do.notAsked" : "do.wasAsked") : t(`do.${step}`)}
              </Button>
            ))}
          {has("archived") ? <Button onClick={() => setOpen("away")}>{t("do.away")}</Button> : null}
        </div>
      )}
      {openCase.isError ? <ProblemNotice problem={problemOf(openCase.error)} /> : null}
      {open === "assign" ? <AssignDialog items={[item]} onClose={close} onDone={close} /> : null}
      {open === "away" ? <AwayDialog items={[item]} onClose={close} onDone={close} /> : null}
      {open !== null && open !== "assign" && open !== "away" && open !== "reply" ? (
        <StepDialog name={open} item={item} onClose={close} />
      ) : null}
    </section>
  );
}
