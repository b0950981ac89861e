import { api } from "@manyi/contracts";
import { Button, Input, Popover, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useSession } from "../../session.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import type { Row } from "./tiers-tab.js";

type Choice = "basic" | "expected" | "delight" | "answers";
const choices: readonly Choice[] = ["basic", "expected", "delight", "answers"];

/** Sets a tier by hand, with the reason; absent for those who may not. */
export function SetTier({ row }: { readonly row: Row }) {
  const { t } = useTranslation("kano");
  const { permissions } = useSession();
  const [open, setOpen] = useState(false);
  const [tier, setTier] = useState<Choice>(row.manual?.tier ?? "answers");
  const [reason, setReason] = useState("");
  const change = useChange(api.analysis.setTier, "analysis");
  if (!permissions.includes("analysis:write")) return null;
  const save = () =>
    change.mutate(
      { body: { attribute: row.attribute, tier: tier === "answers" ? null : tier, reason } },
      { onSuccess: () => setOpen(false) },
    );
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      title={t("manual.title")}
      content={
        <div className="kano-manual">
          <Radio.Group
            vertical
            value={tier}
            options={choices.map((value) => ({ value, label: value === "answers" ? t("manual.answers") : t(`tier.${value}`) }))}
            onChange={({ target }) => setTier(target.value)}
          />
          <Input.TextArea
            rows={2}
            maxLength={500}
            aria-label={t("manual.reason")}
            placeholder={t("manual.reason")}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          {change.isError ? <ProblemNotice title={t("manual.failed")} problem={problemOf(change.error)} /> : null}
          <Button type="primary" size="small" disabled={reason.trim() === ""} loading={change.isPending} onClick={save}>
            {t("manual.save")}
          </Button>
        </div>
      }
    >
      <button type="button" className="link-button">
        {t("manual.open")}
      </button>
    </Popover>
  );
}
