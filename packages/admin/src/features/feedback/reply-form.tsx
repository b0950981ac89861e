import { api, type FeedbackDetail } from "@manyi/contracts";
import { Button, Form, Input, Radio } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { PlainHints } from "../../ui/plain-hints.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Fields = { text: string; how: "message" | "posted" };

/** A message to somebody who can be reached, or the words that were posted by hand on the platform. */
export function ReplyForm({ item, onDone }: { readonly item: FeedbackDetail; readonly onDone: () => void }) {
  const { t } = useTranslation("feedback");
  const [form] = Form.useForm<Fields>();
  const reply = useChange(api.feedback.reply, "feedback", "messages");
  const ways = (["message", "posted"] as const).filter((way) => item.actions.includes(way));
  const how = Form.useWatch<Fields["how"] | undefined>("how", form) ?? ways[0];
  const text = Form.useWatch<string | undefined>("text", form) ?? "";
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ how: ways[0] }}
      onFinish={(fields) => reply.mutate({ params: { id: item.id }, body: { ...fields, revision: item.revision } }, { onSuccess: onDone })}
    >
      <Form.Item name="how" label={t("reply.how")}>
        <Radio.Group options={ways.map((value) => ({ value, label: t(`reply.${value}`) }))} />
      </Form.Item>
      {how === "posted" && item.sourceUrl !== null ? (
        <p className="caption">
          <a href={item.sourceUrl} target="_blank" rel="noreferrer noopener">
            {t("reply.openOriginal")}
          </a>
        </p>
      ) : null}
      <Form.Item
        name="text"
        label={t("reply.text")}
        extra={t(how === "posted" ? "reply.postedAbout" : "reply.messageAbout")}
        rules={[{ required: true, whitespace: true, message: t("needed") }]}
      >
        <Input.TextArea rows={5} maxLength={4000} autoFocus />
      </Form.Item>
      <div className="inbox-hints">
        <PlainHints value={text} onChange={(words) => form.setFieldValue("text", words)} />
      </div>
      {reply.isError ? <ProblemNotice problem={problemOf(reply.error)} /> : null}
      <div className="inbox-buttons">
        <Button type="primary" htmlType="submit" loading={reply.isPending}>
          {t(how === "posted" ? "reply.keep" : "reply.send")}
        </Button>
        <Button onClick={onDone}>{t("cancel")}</Button>
      </div>
    </Form>
  );
}
