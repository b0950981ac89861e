import { DISPLAYS, type LocalText, NPS_WORDINGS, type Question, type QuestionType } from "@manyi/core/survey";
import { AutoComplete, Checkbox, Input, InputNumber, Select, Switch } from "antd";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "../../i18n.js";
import { useAttributes } from "./attributes.js";
import { Cells } from "./cells.js";
import { ConditionEditor } from "./condition-editor.js";
import { putKanoAttribute, putQuestion } from "./edits.js";
import type { Finding } from "./lint-view.js";
import { Marked } from "./marked.js";
import { OptionList, RowList } from "./option-list.js";
import { changeType, questionTypes, scales } from "./questions.js";
import { Setting } from "./setting.js";
import { TradeoffSettings } from "./tradeoff-settings.js";
import type { Draft } from "./use-draft.js";

/** Everything about one question, edited in its place on the paper. */
export function QuestionForm(props: {
  readonly question: Question;
  readonly draft: Draft;
  readonly findings: readonly Finding[];
  readonly locale: Locale;
}) {
  const { t } = useTranslation("surveys");
  const { question, draft, findings, locale } = props;
  const put = (next: Question, field?: string) => {
    const isRenamed = next.type === "single" && next.role !== undefined && next.attribute !== question.attribute;
    const changed = isRenamed ? putKanoAttribute(draft.definition, question.key, next.attribute) : putQuestion(draft.definition, next);
    draft.change(changed, field === undefined ? undefined : `${question.key}.${field}.${locale}`);
  };
  const here = findings.filter((one) => one.locale === locale && one.part === "text" && one.words !== "");
  const text = (field: "text" | "expectation" | "perception" | "low" | "high", label: string, value: LocalText) => (
    <TextField
      label={label}
      value={value[locale] ?? ""}
      isLarge={field === "text"}
      onChange={(words) => put({ ...question, [field]: { ...value, [locale]: words } } as Question, field)}
    />
  );
  return (
    <div className="survey-form">
      {question.type === "pair" ? null : text("text", t("field.text"), question.text)}
      {question.type === "pair" ? (
        <>
          {text("expectation", t("field.expectation"), question.expectation)}
          {text("perception", t("field.perception"), question.perception)}
        </>
      ) : null}
      {here.length > 0 && question.type !== "pair" ? (
        <p className="survey-marked" aria-hidden="true">
          <Marked text={question.text[locale] ?? ""} findings={here} />
        </p>
      ) : null}
      {question.type === "single" && question.role !== undefined ? (
        <div className="survey-shown">
          <Cells question={question} locale={locale} />
        </div>
      ) : question.type === "single" || question.type === "multiple" || question.type === "bestWorst" ? (
        <OptionList question={question} locale={locale} onChange={put} />
      ) : null}
      {question.type === "matrix" ? <RowList question={question} locale={locale} onChange={put} /> : null}
      {question.type === "nps" ||
      question.type === "csat" ||
      question.type === "ces" ||
      question.type === "rating" ||
      question.type === "matrix" ||
      question.type === "pair" ? (
        <div className="survey-shown">
          {question.type === "pair" || question.type === "matrix" ? null : <Cells question={question} locale={locale} />}
        </div>
      ) : null}
      {question.type === "rating" || question.type === "pair" || question.type === "matrix" ? (
        <div className="survey-two">
          {text("low", t("field.low"), question.low)}
          {text("high", t("field.high"), question.high)}
        </div>
      ) : null}
      {question.type === "bestWorst" ? (
        <div className="survey-two">
          {text("high", t("field.best"), question.high)}
          {text("low", t("field.worst"), question.low)}
        </div>
      ) : null}
      {question.type === "price" || question.type === "bestWorst" ? (
        <div className="survey-shown">
          <Cells question={question} locale={locale} />
        </div>
      ) : null}
      <TextField
        label={t("field.help")}
        placeholder={t("field.helpExample")}
        value={question.help?.[locale] ?? ""}
        onChange={(words) => put(withHelp(question, locale, words), "help")}
      />
      <Settings question={question} onChange={put} />
      <ConditionEditor question={question} definition={draft.definition} locale={locale} onChange={put} />
    </div>
  );
}

function withHelp(question: Question, locale: Locale, words: string): Question {
  const help = { ...question.help, [locale]: words };
  const { help: _, ...rest } = question;
  return (Object.values(help).every((one) => (one ?? "") === "") ? rest : { ...rest, help }) as Question;
}

function TextField(props: {
  readonly label: string;
  readonly value: string;
  readonly isLarge?: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}) {
  const { label, value, isLarge = false, placeholder, onChange } = props;
  const id = useId();
  return (
    <div className="survey-field">
      <label htmlFor={id} className={isLarge ? "visually-hidden" : undefined}>
        {label}
      </label>
      <Input.TextArea
        id={id}
        autoSize
        maxLength={2000}
        className={isLarge ? "survey-big" : ""}
        {...(placeholder === undefined ? {} : { placeholder })}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

/** Kind, scale, attribute and what must or need not be answered. */
function Settings({ question, onChange }: { readonly question: Question; readonly onChange: (next: Question) => void }) {
  const { t } = useTranslation("surveys");
  const attributes = useAttributes();
  const canNa = ["csat", "ces", "rating", "pair", "single", "matrix"].includes(question.type);
  const canLink = ["rating", "pair", "text", "single", "multiple"].includes(question.type);
  const set = (part: Record<string, unknown>) => onChange({ ...question, ...part } as Question);
  const without = (name: string) => onChange(Object.fromEntries(Object.entries(question).filter(([key]) => key !== name)) as Question);
  return (
    <div className="survey-settings">
      <Setting label={t("setting.type")}>
        {(id) => (
          <Select<QuestionType>
            id={id}
            size="small"
            popupMatchSelectWidth={false}
            value={question.type}
            options={questionTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
            onChange={(type) => onChange(changeType(question, type))}
          />
        )}
      </Setting>
      {question.type === "nps" ? (
        <Setting label={t("setting.wording")}>
          {(id) => (
            <Select
              id={id}
              size="small"
              popupMatchSelectWidth={false}
              value={question.wording}
              options={(["recommend_us", "recommend_this"] as const).map((value) => ({ value, label: t(`wording.${value}`) }))}
              onChange={(wording) => onChange({ ...question, wording, text: NPS_WORDINGS[wording] })}
            />
          )}
        </Setting>
      ) : null}
      {"scale" in question ? (
        <Setting label={t("setting.scale")}>
          {(id) => (
            <Select
              id={id}
              size="small"
              popupMatchSelectWidth={false}
              value={`${question.scale.min}–${question.scale.max}`}
              options={scales
                .filter(({ min }) => question.type !== "pair" || min > 0)
                .map(({ min, max }) => ({ value: `${min}–${max}`, label: `${min}–${max}` }))}
              onChange={(value) => {
                const scale = scales.find(({ min, max }) => `${min}–${max}` === value);
                if (scale !== undefined) set({ scale });
              }}
            />
          )}
        </Setting>
      ) : null}
      {"display" in question ? (
        <Setting label={t("setting.display")}>
          {(id) => (
            <Select
              id={id}
              size="small"
              popupMatchSelectWidth={false}
              value={question.display}
              options={DISPLAYS.map((value) => ({ value, label: t(`display.${value}`) }))}
              onChange={(display) => set({ display })}
            />
          )}
        </Setting>
      ) : null}
      {question.type === "rating" ? (
        <Setting label={t("setting.role")}>
          {(id) => (
            <Select
              id={id}
              size="small"
              popupMatchSelectWidth={false}
              value={question.role ?? "perception"}
              options={(["perception", "expectation", "importance"] as const).map((value) => ({ value, label: t(`role.${value}`) }))}
              onChange={(role) => set({ role })}
            />
          )}
        </Setting>
      ) : null}
      {question.type === "single" && question.role !== undefined ? (
        <Setting label={t("setting.kano")}>{(id) => <span id={id}>{t(`kano.${question.role}`)}</span>}</Setting>
      ) : null}
      {question.type === "pair" ? (
        <Setting label={t("setting.asked")}>
          {(id) => (
            <Select
              id={id}
              size="small"
              popupMatchSelectWidth={false}
              value={question.asked}
              options={(["recalled", "before"] as const).map((value) => ({ value, label: t(`asked.${value}`) }))}
              onChange={(asked) => set({ asked })}
            />
          )}
        </Setting>
      ) : null}
      {canLink ? (
        <Setting label={t("setting.attribute")}>
          {(id) => (
            <AutoComplete
              id={id}
              size="small"
              className="survey-attribute"
              popupMatchSelectWidth={false}
              placeholder={t("setting.noAttribute")}
              value={question.attribute ?? ""}
              options={attributes.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(code) => {
                const next = String(code ?? "")
                  .trim()
                  .slice(0, 60);
                if (next === "" && question.type !== "pair") without("attribute");
                else set({ attribute: next });
              }}
            />
          )}
        </Setting>
      ) : null}
      {question.type === "multiple" ? (
        <Setting label={t("setting.atMost")}>
          {(id) => (
            <InputNumber
              id={id}
              size="small"
              min={1}
              max={question.options.length}
              placeholder={t("setting.any")}
              value={question.atMost ?? null}
              onChange={(atMost) => (atMost === null ? without("atMost") : set({ atMost }))}
            />
          )}
        </Setting>
      ) : null}
      <TradeoffSettings question={question} onChange={onChange} />
      {question.type === "text" ? (
        <Checkbox checked={question.multiline} onChange={({ target }) => set({ multiline: target.checked })}>
          {t("setting.multiline")}
        </Checkbox>
      ) : null}
      {question.type === "contact" ? (
        <Checkbox.Group
          aria-label={t("type.contact")}
          value={[...question.fields]}
          options={(["name", "phone", "email"] as const).map((value) => ({ value, label: t(`contact.${value}`) }))}
          onChange={(fields) => {
            if (fields.length > 0) set({ fields });
          }}
        />
      ) : null}
      {question.type === "statement" ? null : (
        <Setting label={t("setting.required")}>
          {(id) => <Switch id={id} size="small" checked={question.required === true} onChange={(required) => set({ required })} />}
        </Setting>
      )}
      {canNa ? (
        <Setting label={t("setting.na")}>
          {(id) => (
            <Switch
              id={id}
              size="small"
              checked={"notApplicable" in question && question.notApplicable === true}
              onChange={(notApplicable) => set({ notApplicable })}
            />
          )}
        </Setting>
      ) : null}
    </div>
  );
}
