import { api, type Mood } from "@manyi/contracts";
import { Button, Form, Input, Radio } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useReading } from "../../api.js";
import { type About, AboutFields, aboutOf } from "../../fields/about-fields.js";
import { UnitField } from "../../fields/unit-field.js";
import { useFormat } from "../../format/index.js";
import { currentLocale } from "../../i18n.js";
import { addParcel, newKey } from "../../outbox/index.js";
import { Card } from "../../ui/card.js";
import { questionOfDay } from "./question-of-day.js";
import { presetUnit, rememberUnit } from "./remembered-unit.js";

const MOODS: readonly Mood[] = ["praise", "complaint", "wish", "question"];
type Fields = { text: string; mood: Mood; unitId: number; customer?: string } & About;

/** One field and four buttons; the note is kept on this device first, then sent. */
export function NoteForm(props: { readonly owner: string; readonly hasAskedToday: boolean; readonly onKept: () => void }) {
  const { t } = useTranslation("notes");
  const format = useFormat();
  const { owner, hasAskedToday, onKept } = props;
  const [form] = Form.useForm<Fields>();
  const [isAsking, setAsking] = useState(false);
  const [state, setState] = useState<"kept" | "full" | null>(null);
  const { data: vocabulary } = useReading(api.org.vocabulary, {});
  const units = vocabulary?.units ?? [];
  const preset = presetUnit(units, owner);
  const question = t(`questions.${questionOfDay(format.today)}`);

  const keep = ({ text, mood, unitId, customer, ...about }: Fields) => {
    const writtenAt = new Date().toISOString();
    const id = newKey();
    const body = {
      clientKey: id,
      text: text.trim(),
      mood,
      asked: isAsking,
      ...(isAsking ? { question } : {}),
      unitId,
      writtenAt,
      locale: currentLocale(),
      ...aboutOf(about),
      ...(customer === undefined || customer.trim() === "" ? {} : { customer: customer.trim() }),
    };
    try {
      addParcel({ id, kind: "note", owner, writtenAt, body });
    } catch {
      // no room on this device: the words stay in the field
      setState("full");
      return;
    }
    rememberUnit(owner, unitId);
    form.resetFields(["text", "mood", "customer", "product"]);
    setAsking(false);
    setState("kept");
    onKept();
  };

  return (
    <Card title={t("form.title")} caption={t("form.caption")}>
      <p className="note-task">
        <span>
          {hasAskedToday ? t("task.done") : t("task.open")} <q>{question}</q>
        </span>
        <Button aria-pressed={isAsking} type={isAsking ? "primary" : "default"} onClick={() => setAsking(!isAsking)}>
          {isAsking ? t("task.off") : t("task.on")}
        </Button>
      </p>
      {preset === undefined ? null : (
        <Form<Fields>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ unitId: preset }}
          onValuesChange={() => setState(null)}
          onFinish={keep}
        >
          <Form.Item
            name="text"
            label={isAsking ? t("form.answer") : t("form.text")}
            rules={[{ required: true, whitespace: true, message: t("form.needed") }]}
          >
            <Input.TextArea rows={3} maxLength={2000} placeholder={t("form.example")} autoSize={{ minRows: 3, maxRows: 8 }} />
          </Form.Item>
          <Form.Item name="mood" label={t("form.mood")} rules={[{ required: true, message: t("form.moodNeeded") }]}>
            <Radio.Group
              className="note-moods"
              optionType="button"
              options={MOODS.map((value) => ({ value, label: t(`mood.${value}`) }))}
            />
          </Form.Item>
          <div className="note-where">
            <UnitField label={t("form.unit")} needed={t("form.unitNeeded")} />
            <AboutFields />
            <Form.Item name="customer" label={t("form.customer")}>
              <Input maxLength={80} placeholder={t("form.customerExample")} />
            </Form.Item>
          </div>
          <div className="note-send">
            <Button type="primary" size="large" htmlType="submit">
              {t("form.send")}
            </Button>
            <span role="status">{state === null ? "" : t(`form.${state}`)}</span>
          </div>
        </Form>
      )}
    </Card>
  );
}
