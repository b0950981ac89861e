import { api, type CaseDetail, type In, type RouteSpec } from "@manyi/contracts";
import { SEVERITIES } from "@manyi/core/cases";
import { Form, Input, Modal, Radio, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { ConflictNotice } from "./conflict-notice.js";

const routes = {
  acknowledge: api.cases.acknowledge,
  assess: api.cases.assess,
  assign: api.cases.assign,
  escalate: api.cases.escalate,
  resume: api.cases.resume,
  implement: api.cases.implement,
  verify: api.cases.verify,
  close: api.cases.close,
  reopen: api.cases.reopen,
} as const satisfies Record<string, RouteSpec>;
export type CaseStepName = keyof typeof routes;
type Fields = Record<string, unknown>;

/** One step of a case: a few fields, and what it will do in a sentence. */
export function StepDialog({
  name,
  detail,
  onClose,
}: {
  readonly name: CaseStepName;
  readonly detail: CaseDetail;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("cases");
  const [form] = Form.useForm<Fields>();
  const change = useChange<RouteSpec>(routes[name], "cases", "figures", "messages");
  function save(fields: Fields): void {
    const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ""));
    // which fields a step has is fixed by the form below; the server checks them against the same contract
    change.mutate({ params: { id: detail.id }, body: { revision: detail.revision, ...filled } } as unknown as In<RouteSpec>, {
      onSuccess: onClose,
    });
  }
  return (
    <Modal
      open
      title={t(`do.${name}`)}
      okText={t(`confirm.${name}`)}
      cancelText={t("cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: change.isPending }}
      destroyOnHidden
    >
      <p className="case-step-about">{t(`stepAbout.${name}`, { reference: detail.reference })}</p>
      <Form<Fields>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ severity: detail.severity, channel: "phone" }}
        onFinish={save}
      >
        {fieldsOf(name, detail)}
      </Form>
      {change.isError ? <ConflictNotice id={detail.id} problem={problemOf(change.error)} /> : null}
    </Modal>
  );
}

function fieldsOf(name: CaseStepName, detail: CaseDetail): ReactNode {
  if (name === "assess") return <AssessFields detail={detail} />;
  if (name === "assign") return <AssignFields detail={detail} />;
  if (name === "verify") return <VerifyFields />;
  if (name === "close") return null;
  if (name === "escalate" || name === "reopen") return <WordsField name="reason" label="field.reason" isNeeded />;
  return <WordsField name="note" label={name === "acknowledge" ? "field.toCustomer" : "field.note"} />;
}

function WordsField({ name, label, isNeeded = false }: { readonly name: string; readonly label: string; readonly isNeeded?: boolean }) {
  const { t } = useTranslation("cases");
  return (
    <Form.Item name={name} label={t(label)} rules={isNeeded ? [{ required: true, whitespace: true, message: t("field.needed") }] : []}>
      <Input.TextArea rows={3} maxLength={2000} />
    </Form.Item>
  );
}

function AssessFields({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const known = Object.keys(t("causeCode", { returnObjects: true }) as Record<string, string>);
  const codes = detail.causeCode === null || known.includes(detail.causeCode) ? known : [detail.causeCode, ...known];
  return (
    <>
      <Form.Item name="severity" label={t("severity.label")}>
        <Radio.Group options={SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))} />
      </Form.Item>
      <Form.Item name="causeCode" label={t("cause")} initialValue={detail.causeCode ?? undefined}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={codes.map((value) => ({ value, label: t(`causeCode.${value}`, { defaultValue: value }) }))}
        />
      </Form.Item>
      <Form.Item name="causedBy" label={t("causedBy")} initialValue={detail.causedBy ?? undefined}>
        <Radio.Group
          options={(["us", "supplier", "customer", "nobody", "unknown"] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
        />
      </Form.Item>
      <WordsField name="note" label="field.note" />
    </>
  );
}

function AssignFields({ detail }: { readonly detail: CaseDetail }) {
  const { t } = useTranslation("cases");
  const owners = useReading(api.cases.owners, { query: { unit: detail.unit.id } });
  const others = (owners.data?.items ?? []).filter(({ id }) => id !== detail.owner.id);
  return (
    <>
      <Form.Item name="ownerId" label={t("field.owner")} rules={[{ required: true, message: t("field.needed") }]}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          loading={owners.isPending}
          notFoundContent={t("field.noOwner")}
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <WordsField name="note" label="field.note" />
    </>
  );
}

function VerifyFields() {
  const { t } = useTranslation("cases");
  const result = Form.useWatch<string | undefined>("result");
  return (
    <>
      <Form.Item name="channel" label={t("field.channel")}>
        <Radio.Group options={(["phone", "visit", "email", "sms"] as const).map((value) => ({ value, label: t(`reach.${value}`) }))} />
      </Form.Item>
      <Form.Item name="result" label={t("field.result")} rules={[{ required: true, message: t("field.needed") }]}>
        <Radio.Group
          className="case-results"
          options={(["solved", "not_solved", "no_answer", "unaccepted"] as const).map((value) => ({ value, label: t(`result.${value}`) }))}
        />
      </Form.Item>
      {result === "solved" || result === "not_solved" ? (
        <Form.Item name="score" label={t("field.score")}>
          <Radio.Group
            optionType="button"
            options={[1, 2, 3, 4, 5].map((value) => ({ value, label: `${value} ${t(`satisfied.${value}`)}` }))}
          />
        </Form.Item>
      ) : null}
      <WordsField name="note" label="field.said" />
    </>
  );
}
