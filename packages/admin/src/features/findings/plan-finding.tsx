import { api, type Finding } from "@manyi/contracts";
import { Button, Drawer, Form } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useSession } from "../../session.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { PlanFields } from "./plan-fields.js";

type Fields = { note: string; ownerId: string | null; dueOn: string };

/** Owner, day and note of a finding; its evidence stays. Absent for those who may not and once it is withdrawn. */
export function PlanFinding({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation("findings");
  const { permissions } = useSession();
  const [open, setOpen] = useState(false);
  if (!permissions.includes("findings:write") || finding.state !== "proposed") return null;
  return (
    <>
      <button type="button" className="link-button" onClick={() => setOpen(true)}>
        {t("plan.open")}
      </button>
      <Drawer title={finding.title} size={480} open={open} onClose={() => setOpen(false)} destroyOnHidden>
        <PlanForm finding={finding} onSaved={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function PlanForm({ finding, onSaved }: { readonly finding: Finding; readonly onSaved: () => void }) {
  const { t } = useTranslation("findings");
  const plan = useChange(api.findings.plan, "findings");
  const save = ({ note, ownerId, dueOn }: Fields) =>
    plan.mutate(
      { params: { id: finding.id }, body: { note, ownerId: ownerId ?? null, dueOn: dueOn === "" ? null : dueOn } },
      { onSuccess: onSaved },
    );
  return (
    <Form<Fields>
      layout="vertical"
      requiredMark={false}
      initialValues={{ note: finding.note, ownerId: finding.owner?.id ?? null, dueOn: finding.dueOn ?? "" }}
      onFinish={save}
    >
      <PlanFields />
      {plan.isError ? <ProblemNotice title={t("plan.failed")} problem={problemOf(plan.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={plan.isPending}>
        {t("plan.save")}
      </Button>
    </Form>
  );
}
