import { api, type CaseDetail } from "@manyi/contracts";
import { missingFromAnswer } from "@manyi/core/cases";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { PlainHints } from "../../ui/plain-hints.js";
import { ConflictNotice } from "./conflict-notice.js";

const parts = ["cause", "remedy", "apology"] as const;
type Answer = Record<(typeof parts)[number], string>;

/** The answer to the customer: cause, remedy, apology. It is checked while it is written; a part may be left out only with a reason. */
export function AnswerForm({ detail, onSent }: { readonly detail: CaseDetail; readonly onSent: () => void }) {
  const { t } = useTranslation("cases");
  const [answer, setAnswer] = useState<Answer>({ cause: "", remedy: "", apology: "" });
  const [previewing, setPreviewing] = useState(false);
  const [override, setOverride] = useState<string | null>(null);
  const send = useChange(api.cases.respond, "cases", "figures", "messages");
  const missing = missingFromAnswer(answer);
  const isEmpty = missing.length === parts.length;
  const isReady = !isEmpty && (missing.length === 0 || (override ?? "").trim().length >= 5);
  const mayOverride = missing.length > 0 && !isEmpty;
  function submit(): void {
    const body = { revision: detail.revision, ...answer, ...(mayOverride && override !== null ? { override } : {}) };
    send.mutate({ params: { id: detail.id }, body }, { onSuccess: onSent });
  }
  return (
    <div className="case-form">
      {parts.map((part) => (
        <AnswerField key={part} part={part} value={answer[part]} onChange={(value) => setAnswer((now) => ({ ...now, [part]: value }))} />
      ))}
      {previewing ? (
        <p className="case-preview">
          {parts
            .map((part) => answer[part].trim())
            .filter(Boolean)
            .join("\n")}
        </p>
      ) : null}
      {override !== null && mayOverride ? (
        <Input
          aria-label={t("override.label")}
          placeholder={t("override.example")}
          maxLength={500}
          value={override}
          onChange={({ target }) => setOverride(target.value)}
        />
      ) : null}
      {send.isError ? <ConflictNotice id={detail.id} problem={problemOf(send.error)} /> : null}
      <div className="case-form-foot">
        <ul className="case-checks" aria-label={t("check.label")}>
          {parts.map((part) => (
            <li key={part} data-met={!missing.includes(part)}>
              {t(missing.includes(part) ? `check.no.${part}` : `check.yes.${part}`)}
            </li>
          ))}
        </ul>
        {mayOverride && override === null ? (
          <button type="button" className="link-button" onClick={() => setOverride("")}>
            {t("override.open")}
          </button>
        ) : null}
        <Button disabled={isEmpty} aria-pressed={previewing} onClick={() => setPreviewing((now) => !now)}>
          {t("preview")}
        </Button>
        <Button type="primary" disabled={!isReady} loading={send.isPending} onClick={submit}>
          {t("send")}
        </Button>
      </div>
    </div>
  );
}

function AnswerField(props: { readonly part: (typeof parts)[number]; readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation("cases");
  const { part, value, onChange } = props;
  const id = useId();
  return (
    <div className="case-field">
      <label htmlFor={id}>
        {t(`answer.${part}`)} <span aria-hidden="true">*</span>
      </label>
      <div>
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          placeholder={t(`answer.${part}Example`)}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
        <PlainHints value={value} onChange={onChange} />
      </div>
    </div>
  );
}
