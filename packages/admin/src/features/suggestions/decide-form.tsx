import { api, type Suggestion, type SuggestionState } from "@manyi/contracts";
import { Button, Form, Input, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

type Fields = { headline: string; state: SuggestionState; outcome: Suggestion["outcome"]; answer: string };

export const STATES = ["heard", "planned", "done", "declined"] as const satisfies readonly SuggestionState[];
const OUTCOMES = ["rule", "service", "product"] as const;

/** What becomes of it, and the words that go to author and voters. */
export function DecideForm({ item }: { readonly item: Suggestion }) {
  const { t } = useTranslation("suggestions");
  const decide = useChange(api.suggestions.decide, "suggestions", "feedback");
  const [form] = Form.useForm<Fields>();
  const state = Form.useWatch<SuggestionState | undefined>("state", form) ?? item.state;
  const isEnd = state === "done" || state === "declined";
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ headline: item.headline ?? "", state: item.state, outcome: item.outcome, answer: item.answer ?? "" }}
      onFinish={({ headline, outcome = null, answer = "", state: next }) =>
        decide.mutate({ params: { id: item.id }, body: { revision: item.revision, headline, state: next, outcome, answer } })
      }
    >
      <Form.Item name="headline" label={t("headline")} extra={t("headlineAbout")}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="state" label={t("becomes")}>
        <Radio.Group optionType="button" options={STATES.map((value) => ({ value, label: t(`state.${value}`) }))} />
      </Form.Item>
      {state === "done" ? (
        <Form.Item name="outcome" label={t("changed")}>
          <Select allowClear options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))} />
        </Form.Item>
      ) : null}
      {isEnd ? (
        <Form.Item
          name="answer"
          label={t(state === "done" ? "answerDone" : "answerDeclined")}
          extra={t("answerAbout")}
          rules={[{ required: true, min: 3, whitespace: true, message: t("answerNeeded") }]}
        >
          <Input.TextArea rows={4} maxLength={2000} />
        </Form.Item>
      ) : null}
      {decide.isError ? <ProblemNotice problem={problemOf(decide.error)} /> : null}
      <Button type="primary" htmlType="submit" loading={decide.isPending}>
        {isEnd ? t("saveAndTell") : t("save")}
      </Button>{" "}
      <span role="status" className="caption">
        {decide.isSuccess ? (decide.data.queued === 0 ? t("saved") : t("queued", { count: decide.data.queued })) : ""}
      </span>
    </Form>
  );
}
