import { api, type FeedbackDetail, type In } from "@manyi/contracts";
import { Form, Input, Modal, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

export type StepName = "analysed" | "noted" | "resolved" | "no_action" | "informed" | "reopened" | "answer_wish";
type Body = In<typeof api.feedback.step>["body"];
type Fields = { words?: string; how?: "phone" | "visit" | "platform" | "message" };

const optional: ReadonlySet<StepName> = new Set(["analysed", "informed"]);

function bodyOf(name: StepName, item: FeedbackDetail, { words = "", how = "phone" }: Fields): Body {
  const { revision } = item;
  const note = words.trim() === "" ? {} : { note: words };
  if (name === "analysed") return { type: name, revision, ...note };
  if (name === "informed") return { type: name, revision, how, ...note };
  if (name === "noted" || name === "resolved") return { type: name, revision, note: words };
  if (name === "answer_wish") return { type: name, revision, asked: !item.askedForAnswer, reason: words };
  return { type: name, revision, reason: words };
}

/** One step of an item: a sentence on what it does, and the words that are kept with it. */
export function StepDialog({
  name,
  item,
  onClose,
}: {
  readonly name: StepName;
  readonly item: FeedbackDetail;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("feedback");
  const [form] = Form.useForm<Fields>();
  const change = useChange(api.feedback.step, "feedback");
  const save = (fields: Fields) => change.mutate({ params: { id: item.id }, body: bodyOf(name, item, fields) }, { onSuccess: onClose });
  const title = name === "answer_wish" ? t(item.askedForAnswer ? "do.notAsked" : "do.wasAsked") : t(`do.${name}`);
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t("cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      okButtonProps={{ loading: change.isPending }}
      destroyOnHidden
    >
      <p className="caption">{t(`stepAbout.${name}`)}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ how: "phone" }} onFinish={save}>
        {name === "informed" ? (
          <Form.Item name="how" label={t("how.label")}>
            <Radio.Group
              options={(["phone", "visit", "platform", "message"] as const).map((value) => ({ value, label: t(`how.${value}`) }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item
          name="words"
          label={t(name === "resolved" ? "result" : optional.has(name) || name === "noted" ? "note" : "reason")}
          rules={optional.has(name) ? [] : [{ required: true, whitespace: true, message: t("needed") }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      </Form>
      {change.isError ? <ProblemNotice problem={problemOf(change.error)} /> : null}
    </Modal>
  );
}
