import { api } from "@manyi/contracts";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

const OUTCOMES = ["bounced", "ineligible", "unknown", "refused", "other"] as const;

/** What became of personal invitations that another system sent, so that response rates count them rightly. */
export function RecordOutcomes({ surveyId, linkId }: { readonly surveyId: number; readonly linkId: string }) {
  const { t } = useTranslation("surveys");
  const [text, setText] = useState("");
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>("bounced");
  const record = useChange(api.surveys.recordOutcomes, "population");
  const items = [...new Set(text.split(/[\s,;，；、]+/).filter(Boolean))].slice(0, 1000).map((externalId) => ({ externalId, outcome }));
  const missed = record.data?.items.filter(({ recorded }) => !recorded).map(({ externalId }) => externalId) ?? [];
  return (
    <div className="survey-personal">
      <p className="caption">{t("outcomes.about")}</p>
      <Select
        aria-label={t("outcomes.outcome")}
        value={outcome}
        onChange={setOutcome}
        options={OUTCOMES.map((value) => ({ value, label: t(`outcomes.kind.${value}`) }))}
      />
      <Input.TextArea
        rows={3}
        aria-label={t("share.numbers")}
        placeholder={t("share.numbers")}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button
        disabled={items.length === 0}
        loading={record.isPending}
        onClick={() => record.mutate({ params: { id: surveyId, linkId }, body: { items } })}
      >
        {t("outcomes.record", { count: items.length })}
      </Button>
      {record.isError ? <ProblemNotice problem={problemOf(record.error)} /> : null}
      {record.data === undefined ? null : (
        <p role="status" className="caption">
          {t("outcomes.recorded", { count: record.data.items.length - missed.length })}
          {missed.length === 0 ? "" : t("outcomes.missed", { names: missed.slice(0, 20).join(", ") })}
        </p>
      )}
    </div>
  );
}
