import { api, type In } from "@manyi/contracts";
import { useNavigate } from "@tanstack/react-router";
import { Button, Drawer, Form, Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useSession } from "../../session.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Body = In<typeof api.findings.create>["body"];
type Props = Pick<Body, "kind" | "attribute" | "title" | "question"> & { readonly children: ReactNode; readonly className?: string };
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
        <StartForm finding={finding} title={title} />
      </Drawer>
    </>
  );
}

function StartForm({ finding, title }: { readonly finding: Omit<Body, "title">; readonly title: string }) {
  const { t } = useTranslation("findings");
  const navigate = useNavigate();
  const owners = useReading(api.findings.owners, {}).data?.items ?? [];
  const create = useChange(api.findings.create, "findings");
  function save({ title: named, note, ownerId, dueOn }: Fields): void {
    const plan = { ...(note ? { note } : {}), ...(ownerId ? { ownerId } : {}), ...(dueOn ? { dueOn } : {}) };
    create.mutate({ body: { ...finding, title: named, ...plan } }, { onSuccess: () => void navigate({ to: "/act/findings" }) });
  }
  return (
    <Form<Fields> layout="vertical" requiredMark={false} initialValues={{ title }} onFinish={save}>
      <p className="quiet">{t("start.about")}</p>
      <Form.Item name="title" label={t("field.title")} rules={[{ required: true, whitespace: true, message: t("field.needed") }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="ownerId" label={t("field.owner")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("field.later")}
          options={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="dueOn" label={t("field.due")}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="note" label={t("field.note")}>
        <Input.TextArea rows={3} maxLength={2000} placeholder={t("field.noteExample")} />
      </Form.Item>
      {create.isError ? <ProblemNotice title={t("start.failed")} problem={problemOf(create.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={create.isPending}>
        {t("start.save")}
      </Button>
    </Form>
  );
}
