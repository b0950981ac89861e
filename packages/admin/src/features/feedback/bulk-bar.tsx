import { api, type FeedbackItem, type Out } from "@manyi/contracts";
import { Button, DatePicker, Form, Input, Modal, Radio, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactNode, useState } from "react";
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
type Change = typeof api.feedback.assign | typeof api.feedback.putAway;

/** A step for several items at once: done when all took it, else it stays open and says which did not. */
function BulkDialog<F extends object>(props: {
  readonly title: string;
  readonly step: string;
  readonly start?: Partial<F>;
  readonly change: { readonly isPending: boolean; readonly error: Error | null };
  readonly save: (fields: F, onSaved: (reply: Out<Change>) => void) => void;
  readonly onClose: () => void;
  readonly onDone: () => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation("feedback");
  const { title, step, start, change, save, onClose, onDone, children } = props;
  const [form] = Form.useForm<F>();
  const [refused, setRefused] = useState<Refused>([]);
  const saved = (reply: Out<Change>) => {
    if (reply.refused.length > 0) return setRefused(reply.refused);
    onClose();
    onDone();
  };
  return (
    <Modal
      open
      title={title}
      okText={step}
      cancelText={t("cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: change.isPending }}
      destroyOnHidden
    >
      <Form<F>
        form={form}
        layout="vertical"
        requiredMark={false}
        {...(start ? { initialValues: start } : {})}
        onFinish={(fields) => save(fields, saved)}
      >
        {children}
      </Form>
      <RefusedList refused={refused} />
      {change.error === null ? null : <ProblemNotice problem={problemOf(change.error)} />}
    </Modal>
  );
}

type Assignment = { ownerId: string; dueOn?: Dayjs | null };

/** Who takes them, and until when. */
export function AssignDialog({ items, onClose, onDone }: DialogProps) {
  const { t } = useTranslation("feedback");
  const format = useFormat();
  const unit = items.find((item) => item.unit !== null)?.unit ?? null;
  const owners = useReading(api.cases.owners, { query: unit === null ? {} : { unit: unit.id } });
  const assign = useChange(api.feedback.assign, "feedback");
  const ids = items.map(({ id }) => id);
  return (
    <BulkDialog<Assignment>
      title={t("assign.title", { count: items.length })}
      step={t("do.assign")}
      change={assign}
      save={({ ownerId, dueOn }, onSuccess) =>
        assign.mutate({ body: { ids, ownerId, ...(dueOn ? { dueOn: dueOn.format("YYYY-MM-DD") } : {}) } }, { onSuccess })
      }
      onClose={onClose}
      onDone={onDone}
    >
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
    </BulkDialog>
  );
}

/** Out of the queue, with a reason; who asked for an answer cannot be put away unanswered. */
export function AwayDialog({ items, onClose, onDone }: DialogProps) {
  const { t } = useTranslation("feedback");
  const away = useChange(api.feedback.putAway, "feedback");
  const ids = items.map(({ id }) => id);
  return (
    <BulkDialog<{ as: "archived" | "spam"; reason: string }>
      title={t("away.title", { count: items.length })}
      step={t("do.away")}
      start={{ as: "archived" }}
      change={away}
      save={(fields, onSuccess) => away.mutate({ body: { ids, ...fields } }, { onSuccess })}
      onClose={onClose}
      onDone={onDone}
    >
      <Form.Item name="as" label={t("away.as")}>
        <Radio.Group options={(["archived", "spam"] as const).map((value) => ({ value, label: t(`away.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t("reason")} rules={[{ required: true, whitespace: true, min: 2, message: t("needed") }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </BulkDialog>
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
