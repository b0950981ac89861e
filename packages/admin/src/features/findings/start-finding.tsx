import { api, type In } from "@manyi/contracts";
import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer, Form, Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { useSession } from "../../session.js";
import { ProblemNotice } from "../../ui/problem-notice.js";
import { PlanFields } from "./plan-fields.js";

type Body = In<typeof api.findings.create>["body"];
type Props = Pick<Body, "kind" | "attribute" | "title" | "question"> & { readonly children: ReactNode; readonly className?: string };
type Started = {
  readonly mutate: (fields: Plan, options: { onSuccess: () => void }) => void;
  readonly error: Error | null;
  readonly isPending: boolean;
};
type Plan = Pick<Body, "title" | "note" | "ownerId" | "dueOn">;
type Fields = { title: string; note?: string; ownerId?: string; dueOn?: string };

/** “Start an initiative”: freezes what the answers say now as a finding, with an owner and a day. Absent for those who may not. */
export function StartFinding({ children, className = "link-button", title, ...finding }: Props) {
  const { t } = useTranslation("findings");
  const { permissions } = useSession();
  const [open, setOpen] = useState(false);
  if (!permissions.includes("findings:write")) return null;
  return (
    <>
      <button type="button" className={className} onClick={() => setOpen(true)}>
        {children}
      </button>
      <Drawer title={t("start.title")} size={480} open={open} onClose={() => setOpen(false)} destroyOnHidden>
        <OfFigures finding={finding} title={title} />
      </Drawer>
    </>
  );
}

function OfFigures({ finding, title }: { readonly finding: Omit<Body, "title">; readonly title: string }) {
  const create = useChange(api.findings.create, "findings");
  return (
    <StartForm title={title} create={{ ...create, mutate: (plan, options) => create.mutate({ body: { ...finding, ...plan } }, options) }} />
  );
}

/** “Start an initiative” from what one customer said: the words and how many say the same are frozen. */
export function StartFromVoice({ id, title, onClose }: { readonly id: string; readonly title: string; readonly onClose: () => void }) {
  const { t } = useTranslation("findings");
  const create = useChange(api.findings.ofVoice, "findings");
  return (
    <Drawer title={t("start.title")} size={480} open onClose={onClose} destroyOnHidden>
      <StartForm
        title={title}
        about={t("start.aboutVoice")}
        create={{ ...create, mutate: (body, options) => create.mutate({ params: { id }, body }, options) }}
      />
    </Drawer>
  );
}

function StartForm({ title, about, create }: { readonly title: string; readonly about?: string; readonly create: Started }) {
  const { t } = useTranslation("findings");
  const navigate = useNavigate();
  function save({ title: named, note, ownerId, dueOn }: Fields): void {
    const plan = { ...(note ? { note } : {}), ...(ownerId ? { ownerId } : {}), ...(dueOn ? { dueOn } : {}) };
    create.mutate({ title: named, ...plan }, { onSuccess: () => void navigate({ to: "/act/findings" }) });
  }
  return (
    <Form<Fields> layout="vertical" requiredMark={false} initialValues={{ title }} onFinish={save}>
      <p className="quiet">{about ?? t("start.about")}</p>
      <Form.Item name="title" label={t("field.title")} rules={[{ required: true, whitespace: true, message: t("field.needed") }]}>
        <Input maxLength={200} />
      </Form.Item>
      <PlanFields />
      {create.error === null ? null : <ProblemNotice title={t("start.failed")} problem={problemOf(create.error)} />}
      <Button type="primary" htmlType="submit" loading={create.isPending}>
        {t("start.save")}
      </Button>
    </Form>
  );
}
