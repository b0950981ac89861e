import { api, type CaseDetail } from "@manyi/contracts";
import { Button, Checkbox, Input, Tabs } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { AnswerForm } from "./answer-form.js";
import { ConflictNotice } from "./conflict-notice.js";

/** Answer the customer, write a note for colleagues, or ask the customer for something. Drafts stay while the tabs change. */
export function WorkCard({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const can = (name: string) => detail.actions.includes(name);
  // until somebody picks a tab, the first one stands open, also when it becomes possible only now
  const [picked, setPicked] = useState<string | null>(null);
  const tabs = [
    ...(can("answer") || detail.answer !== null
      ? [{ key: "answer", label: t("work.answer"), children: <AnswerPart detail={detail} /> }]
      : []),
    ...(can("note") ? [{ key: "note", label: t("work.note"), children: <NoteForm detail={detail} /> }] : []),
    ...(can("ask") ? [{ key: "ask", label: t("work.ask"), children: <AskForm detail={detail} /> }] : []),
  ];
  if (tabs.length === 0) return null;
  return (
    <section className="card case-work-card" aria-label={t("tab.answer")}>
      <Tabs items={tabs} activeKey={tabs.find(({ key }) => key === picked)?.key ?? tabs[0]?.key ?? ""} onChange={setPicked} />
    </section>
  );
}

function AnswerPart({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const [again, setAgain] = useState(false);
  if (detail.answer === null || again) return <AnswerForm detail={detail} onSent={() => setAgain(false)} />;
  return (
    <>
      <SentAnswer answer={detail.answer} />
      {detail.actions.includes("answer") ? <Button onClick={() => setAgain(true)}>{t("answerAgain")}</Button> : null}
    </>
  );
}

function SentAnswer({ answer }: { readonly answer: NonNullable<CaseDetail["answer"]> }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  return (
    <div className="case-sent">
      <p className="caption">{t("sentAt", { time: format.moment(answer.sentAt) })}</p>
      <dl className="case-facts">
        {(["cause", "remedy", "apology"] as const).map((part) =>
          answer[part] === "" ? null : (
            <div key={part}>
              <dt>{t(`answer.${part}`)}</dt>
              <dd>{answer[part]}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}

function NoteForm({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const [note, setNote] = useState("");
  const [isFinding, setFinding] = useState(false);
  const send = useChange(api.cases.note, "cases");
  const kind = isFinding ? ("finding" as const) : ("note" as const);
  return (
    <div className="case-form">
      <Input.TextArea
        aria-label={t("work.note")}
        rows={4}
        maxLength={2000}
        placeholder={t("noteExample")}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      <Checkbox checked={isFinding} onChange={({ target }) => setFinding(target.checked)}>
        {t("finding")}
      </Checkbox>
      {send.isError ? <ConflictNotice id={detail.id} problem={problemOf(send.error)} /> : null}
      <div className="case-form-foot">
        <span className="caption">{t("noteAbout")}</span>
        <Button
          type="primary"
          disabled={note.trim() === ""}
          loading={send.isPending}
          onClick={() =>
            send.mutate({ params: { id: detail.id }, body: { revision: detail.revision, note, kind } }, { onSuccess: () => setNote("") })
          }
        >
          {t("noteSave")}
        </Button>
      </div>
    </div>
  );
}

function AskForm({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const [note, setNote] = useState("");
  const send = useChange(api.cases.askCustomer, "cases", "messages");
  return (
    <div className="case-form">
      <Input.TextArea
        aria-label={t("work.ask")}
        rows={4}
        maxLength={2000}
        placeholder={t("askExample")}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {send.isError ? <ConflictNotice id={detail.id} problem={problemOf(send.error)} /> : null}
      <div className="case-form-foot">
        <span className="caption">{t("askAbout")}</span>
        <Button
          type="primary"
          disabled={note.trim() === ""}
          loading={send.isPending}
          onClick={() =>
            send.mutate({ params: { id: detail.id }, body: { revision: detail.revision, note } }, { onSuccess: () => setNote("") })
          }
        >
          {t("askSend")}
        </Button>
      </div>
    </div>
  );
}
