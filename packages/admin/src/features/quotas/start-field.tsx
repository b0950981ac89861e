import { api, type QuotaPlanView } from "@manyi/contracts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { wantedOf } from "./draft.js";

type Props = { readonly surveyId: number; readonly plan: QuotaPlanView; readonly mayChange: boolean };

/** From which day answers count; without one, all of them. */
export function StartField({ surveyId, plan, mayChange }: Props) {
  const { t } = useTranslation("quotas");
  const format = useFormat();
  const save = useChange(api.quotas.save, "surveys");
  const [typed, setTyped] = useState<string | null>(null);
  const { countsFrom } = plan;
  const day = typed ?? countsFrom ?? "";
  const send = (next: string | null) =>
    save.mutate({ params: { id: surveyId }, body: { ...wantedOf(plan), countsFrom: next } }, { onSuccess: () => setTyped(null) });
  if (!mayChange)
    return <p className="caption">{countsFrom === null ? t("start.all") : t("start.from", { day: format.day(countsFrom) })}</p>;
  return (
    <>
      <div className="quota-row">
        <label className="quota-inline">
          {t("start.label")}
          <input type="date" value={day} onChange={({ target }) => setTyped(target.value)} />
        </label>
        <Button disabled={day === (countsFrom ?? "")} loading={save.isPending} onClick={() => send(day === "" ? null : day)}>
          {t("start.keep")}
        </Button>
        <span className="caption">{countsFrom === null ? t("start.all") : t("start.from", { day: format.day(countsFrom) })}</span>
      </div>
      {save.isError ? <ProblemNotice problem={problemOf(save.error)} /> : null}
    </>
  );
}
