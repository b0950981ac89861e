import { api, type EffectPlan } from "@manyi/contracts";
import { Button, Input, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

/** Stops a comparison with a reason, or takes it up again. */
export function StopPlan({ plan }: { readonly plan: EffectPlan }) {
  const { t } = useTranslation(["effects", "shell"]);
  const [reason, setReason] = useState("");
  const stop = useChange(api.effects.stop, "effects");
  const resume = useChange(api.effects.resume, "effects");
  const params = { id: plan.id };
  if (plan.state === "stopped") {
    return (
      <Button loading={resume.isPending} onClick={() => resume.mutate({ params })}>
        {t("stop.resume")}
      </Button>
    );
  }
  return (
    <Popconfirm
      icon={null}
      title={t("stop.title")}
      description={
        <>
          <Input.TextArea
            rows={2}
            maxLength={500}
            aria-label={t("stop.reason")}
            placeholder={t("stop.reason")}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          {stop.isError ? <ProblemNotice title={t("stop.failed")} problem={problemOf(stop.error)} /> : null}
        </>
      }
      okText={t("stop.do")}
      cancelText={t("shell:cancel")}
      okButtonProps={{ disabled: reason.trim() === "", loading: stop.isPending }}
      onConfirm={() => stop.mutateAsync({ params, body: { reason } })}
    >
      <Button>{t("stop.open")}</Button>
    </Popconfirm>
  );
}
