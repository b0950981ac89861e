import type { api, CaseDetail } from "@manyi/contracts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { ShowOriginal, type useOriginal } from "../../ui/original.js";
import { type CaseStepName, StepDialog } from "./step-dialog.js";
import { Timeline } from "./timeline.js";

/** What to do next and until when, the customer's own words, and what has happened. */
export function StoryCard({
  detail,
  original,
  onAnswer,
}: {
  readonly detail: CaseDetail;
  readonly original: ReturnType<typeof useOriginal<typeof api.cases.unmask>>;
  readonly onAnswer: () => void;
}) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const facts = [
    [t("wish"), detail.requestedRemedy],
    [t("cause"), detail.causeCode === null ? null : t(`causeCode.${detail.causeCode}`, { defaultValue: detail.causeCode })],
    [t("causedBy"), detail.causedBy === null ? null : t(`by.${detail.causedBy}`)],
    [t("opened"), format.moment(detail.openedAt)],
  ].filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== "");
  return (
    <section className="card case-story" aria-label={t("tab.story")}>
      <Next detail={detail} onAnswer={onAnswer} />
      <blockquote>{detail.description}</blockquote>
      {detail.actions.includes("unmask") && detail.description.includes("***") ? (
        <ShowOriginal original={original} withContact={false} />
      ) : null}
      <dl className="case-facts case-facts-two">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Timeline events={detail.events} />
    </section>
  );
}

const dialogs = ["acknowledge", "assess", "implement", "verify", "resume"] as const;

function Next({ detail, onAnswer }: { readonly detail: CaseDetail; readonly onAnswer: () => void }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const [step, setStep] = useState<CaseStepName | null>(null);
  const action = detail.next?.action ?? null;
  if (action === null) {
    return (
      <p className="case-next" data-over="true">
        <b>{t(`state.${detail.state}`)}</b>
        <span>{detail.outcome === null ? "" : t(`outcome.${detail.outcome}`, { defaultValue: detail.outcome })}</span>
      </p>
    );
  }
  const wanted = action === "wait" ? "resume" : action;
  const isOpen = detail.actions.includes(wanted);
  const dialog = dialogs.find((one) => one === wanted);
  const until = detail.next?.dueAt;
  return (
    <div className="case-next">
      <b>{t("next")}</b>
      <span>
        {t(until ? `nextDo.${action}By` : `nextDo.${action}`, { time: until ? format.moment(until) : "" })}
        {isOpen || action === "wait" ? null : ` · ${t(action === "verify" ? "nextNotYou" : "nextNotHere")}`}
      </span>
      {!isOpen ? null : action === "answer" ? (
        <Button className="case-next-answer" onClick={onAnswer}>
          {t("do.answer")}
        </Button>
      ) : dialog === undefined ? null : (
        <Button type={action === "wait" ? "default" : "primary"} onClick={() => setStep(dialog)}>
          {t(`do.${dialog}`)}
        </Button>
      )}
      {step === null ? null : <StepDialog name={step} detail={detail} onClose={() => setStep(null)} />}
    </div>
  );
}
