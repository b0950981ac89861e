import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { api, type GuideQuestion, type InterviewGuide } from "@manyi/contracts";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf, useChange } from "../../api.js";
import { ProblemNotice } from "../../ui/problem-notice.js";

const LOCALES = ["zh-CN", "en"] as const;
type Text = GuideQuestion["text"];

/** Writes a guide: what for, the questions, and what to probe for; each in both languages. */
export function GuideForm({ guide, onDone }: { readonly guide: InterviewGuide | null; readonly onDone: () => void }) {
  const { t } = useTranslation("interviews");
  const create = useChange(api.interviews.createGuide, "guides");
  const save = useChange(api.interviews.saveGuide, "guides");
  const [title, setTitle] = useState<Text>(guide?.title ?? {});
  const [purpose, setPurpose] = useState<Text>(guide?.purpose ?? {});
  const [questions, setQuestions] = useState<readonly GuideQuestion[]>(guide?.questions ?? [{ key: "q-1", text: {}, probes: [] }]);
  const isWhole = hasWords(title) && hasWords(purpose) && questions.every(({ text }) => hasWords(text));
  const put = (place: number, over: Partial<GuideQuestion>) =>
    setQuestions(questions.map((one, i) => (i === place ? { ...one, ...over } : one)));
  const body = { title, purpose, questions: questions.map(({ key, text, probes }) => ({ key, text, probes: probes.filter(hasWords) })) };
  const send = () =>
    guide === null
      ? create.mutate({ body }, { onSuccess: onDone })
      : save.mutate({ params: { id: guide.id }, body: { revision: guide.revision, ...body } }, { onSuccess: onDone });
  const failed = create.error ?? save.error;
  return (
    <Form layout="vertical" requiredMark={false} onFinish={send}>
      <Both label={t("guide.name")} value={title} onChange={setTitle} />
      <Both label={t("guide.purpose")} value={purpose} onChange={setPurpose} />
      {questions.map((question, place) => (
        <fieldset className="guide-question" key={question.key}>
          <legend>{t("guide.question", { number: place + 1 })}</legend>
          <Both label={t("guide.text")} value={question.text} onChange={(text) => put(place, { text })} />
          {question.probes.map((probe, i) => (
            <Both
              key={probeKey(question, i)}
              label={t("guide.probe")}
              value={probe}
              onChange={(changed) => put(place, { probes: question.probes.map((one, j) => (i === j ? changed : one)) })}
            />
          ))}
          <p className="interview-buttons">
            <Button size="small" icon={<PlusOutlined />} onClick={() => put(place, { probes: [...question.probes, {}] })}>
              {t("guide.addProbe")}
            </Button>
            <Button
              size="small"
              icon={<DeleteOutlined />}
              disabled={questions.length === 1}
              onClick={() => setQuestions(questions.filter((_, i) => i !== place))}
            >
              {t("guide.drop")}
            </Button>
          </p>
        </fieldset>
      ))}
      {failed === null ? null : <ProblemNotice problem={problemOf(failed)} />}
      <p className="interview-buttons">
        <Button icon={<PlusOutlined />} onClick={() => setQuestions([...questions, { key: freeKey(questions), text: {}, probes: [] }])}>
          {t("guide.add")}
        </Button>
        <Button type="primary" htmlType="submit" disabled={!isWhole} loading={create.isPending || save.isPending}>
          {t("guide.save")}
        </Button>
      </p>
      {guide !== null && guide.interviews > 0 ? <p className="caption">{t("guide.stays")}</p> : null}
    </Form>
  );
}

/** Probes have nothing but their order to be told apart by. */
function probeKey({ key }: GuideQuestion, place: number): string {
  return `${key} ${place}`;
}

function hasWords(text: Text): boolean {
  return Boolean(text["zh-CN"]?.trim() || text.en?.trim());
}

function freeKey(questions: readonly GuideQuestion[]): string {
  for (let n = questions.length + 1; ; n++) if (!questions.some(({ key }) => key === `q-${n}`)) return `q-${n}`;
}

function Both({ label, value, onChange }: { readonly label: string; readonly value: Text; readonly onChange: (value: Text) => void }) {
  const { t } = useTranslation(["interviews", "shell"]);
  return (
    <div className="guide-both">
      <span className="caption">{label}</span>
      {LOCALES.map((locale) => (
        <Input
          key={locale}
          lang={locale}
          maxLength={500}
          aria-label={`${label} · ${t(`shell:languages.${locale}.full`)}`}
          placeholder={t(`shell:languages.${locale}.full`)}
          value={value[locale] ?? ""}
          onChange={({ target }) => onChange({ ...value, [locale]: target.value })}
        />
      ))}
    </div>
  );
}
