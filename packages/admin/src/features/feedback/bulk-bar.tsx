import { api, type FeedbackItem } from "@manyi/contracts";
import { Button, DatePicker, Form, Input, Modal, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange, useReading } from "../../api.js";
import { useFormat } from "../../format/index.js";
import { useLocale } from "../../i18n.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Items = readonly Pick<FeedbackItem, "id" | "unit">[];
type Refused = readonly { readonly id: string; readonly "zh-CN": string; readonly en: string }[];

/** What can be done with several items at once. */
export function BulkBar({ items, onDone }: { readonly items: Items; readonly onDone: () => void }) {
  const { t } = useTranslation("feedback");
  const [dialog, setDialog] = useState<"assign" | "away" | null>(null);
  return (
    <div className="inbox-bulk" role="toolbar" aria-label={t("bulk.label")}>
      <span className="strong">{t("bulk.picked", { count: items.length })}</span>
      <Button type="primary" onClick={() => setDialog("assign")}>
        {t("do.assign")}
      </Button>
      <Button onClick={() => setDialog("away")}>{t("do.away")}</Button>
      <Button type="text" onClick={onDone}>
        {t("bulk.clear")}
      </Button>
      {dialog === "assign" ? <AssignDialog items={items} onClose={() => setDialog(null)} onDone={onDone} /> : null}
      {dialog === "away" ? <AwayDialog items={items} onClose={() => setDialog(null)} onDone={onDone} /> : null}
    </div>
  );
}

type DialogProps = { readonly items: Items; readonly onClose: () => void; readonly onDone: () => void };

/** Who takes them, and until when. */
export function AssignDialog({ items, onClose, onDone }: DialogProps) {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  const [form] = Form.useForm<{ ownerId: string; dueOn?: Dayjs | null }>();
  const [refused, setRefused] = useState<Refused>([]);
  const unit = items.find((item) => item.unit !== null)?.unit ?? null;
  const owners = useReading(api.cases.owners, { query: unit === null ? {} : { unit: unit.id } });
  const assign = useChange(api.feedback.assign, "feedback");
  const save = ({ ownerId, dueOn }: { ownerId: string; dueOn?: Dayjs | null }) =>
    assign.mutate(
      { body: { ids: items.map(({ id }) => id), ownerId, ...(dueOn ? { dueOn: dueOn.format("YYYY-MM-DD") } : {}) } },
      {
        onSuccess: (result) => {
          if (result.refused.length > 0) setRefused(result.refused);
          else {
            onClose();
            onDone();
          }
        },
      },
    );
  return (
    <Modal
      open
      title={t("assign.title", { count: items.length })}
      okText={t("do.assign")}
      cancelText={t("cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: assign.isPending }}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={save}>
        <Form.Item name="ownerId" label={t("owner")} rules={[{ required: true, message: t("needed") }]}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            loading={owners.isPending}
            options={(owners.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="dueOn" label={t("assign.due")} extra={t("assign.dueAbout")}>
          <DatePicker minDate={dayjs(format.today)} />
        </Form.Item>
      </Form>
      <RefusedList refused={refused} />
      {assign.isError ? <ProblemNotice problem={problemOf(assign.error)} /> : null}
    </Modal>
  );
}

/** Out of the queue, with a reason; who asked for an answer cannot be put away unanswered. */
export function AwayDialog({ items, onClose, onDone }: DialogProps) {
  const { t } = useTranslation("feedback");
  const [form] = Form.useForm<{ as: "archived" | "spam"; reason: string }>();
  const [refused, setRefused] = useState<Refused>([]);
  const away = useChange(api.feedback.putAway, "feedback");
  const save = (fields: { as: "archived" | "spam"; reason: string }) =>
    away.mutate(
      { body: { ids: items.map(({ id }) => id), ...fields } },
      {
        onSuccess: (result) => {
          if (result.refused.length > 0) setRefused(result.refused);
          else {
            onClose();
            onDone();
          }
        },
      },
    );
  return (
    <Modal
      open
      title={t("away.title", { count: items.length })}
      okText={t("do.away")}
      cancelText={t("cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: away.isPending }}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ as: "archived" }} onFinish={save}>
        <Form.Item name="as" label={t("away.as")}>
          <Radio.Group options={(["archived", "spam"] as const).map((value) => ({ value, label: t(`away.${value}`) }))} />
        </Form.Item>
        <Form.Item name="reason" label={t("reason")} rules={[{ required: true, whitespace: true, min: 2, message: t("needed") }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
      <RefusedList refused={refused} />
      {away.isError ? <ProblemNotice problem={problemOf(away.error)} /> : null}
    </Modal>
  );
}

function RefusedList({ refused }: { readonly refused: Refused }) {
  const { t } = useTranslation("feedback");
  const locale = useLocale();
  if (refused.length === 0) return null;
  return (
    <div role="alert">
      <p className="worse">{t("refused", { count: refused.length })}</p>
      <ul>
        {[...new Set(refused.map((one) => one[locale]))].map((words) => (
          <li key={words} className="caption">
            {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
