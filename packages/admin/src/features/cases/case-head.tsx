import type { CaseDetail } from "@manyi/contracts";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import { DueChip } from "./due-chip.js";
import { SeverityTag } from "./severity-tag.js";
import { type CaseStepName, StepDialog } from "./step-dialog.js";

/** Less frequent steps, behind one button; only those the case and the reader's rights allow. */
const rare = ["acknowledge", "assess", "resume", "implement", "verify", "close", "reopen"] as const;

/** What it is about, how grave, whose it is; hand over and escalate at the right. */
export function CaseHead({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const format = useFormat();
  const [step, setStep] = useState<CaseStepName | null>(null);
  const can = (name: string) => detail.actions.includes(name);
  const more = rare.filter((name) => can(name) && detail.next?.action !== name);
  const about = [
    detail.reference,
    format.words(detail.unit.name),
    t(`channel.${detail.channel}`, { defaultValue: detail.channel }),
    t("owner", { name: detail.owner.name || t("nobody") }),
    t("times", { count: detail.reopened + 1 }),
  ];
  return (
    <header className="page-header case-head">
      <div>
        <h1>
          {detail.title}{" "}
          <span className="case-head-tags">
            <SeverityTag severity={detail.severity} />
            {detail.attribute === null ? null : <span className="tag">{format.words(detail.attribute.name)}</span>}
            {detail.escalation > 0 ? <span className="tag tag-worse">{t("level", { level: detail.escalation })}</span> : null}
            <span className="case-head-due">
              <DueChip item={detail} />
            </span>
          </span>
        </h1>
        <p className="caption">{about.join(" · ")}</p>
      </div>
      <div className="page-actions">
        {can("assign") ? <Button onClick={() => setStep("assign")}>{t("do.assign")}</Button> : null}
        {can("escalate") ? <Button onClick={() => setStep("escalate")}>{t("do.escalate")}</Button> : null}
        {more.length === 0 ? null : (
          <Dropdown
            trigger={["click"]}
            menu={{
              items: more.map((name) => ({ key: name, label: t(`do.${name}`) })),
              onClick: ({ key }) => setStep(key as CaseStepName),
            }}
          >
            <Button>{t("moreSteps")}</Button>
          </Dropdown>
        )}
      </div>
      {step === null ? null : <StepDialog name={step} detail={detail} onClose={() => setStep(null)} />}
    </header>
  );
}
