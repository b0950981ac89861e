import { type AnswerValue, type LocalText, NOT_APPLICABLE, offersNotApplicable, type Question, scaleOf } from "@manyi/core/survey";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "../../i18n.js";
import { PreviewPrices, PreviewSets } from "./preview-tradeoff.js";
import { endWords } from "./questions.js";

type Part = number | "na" | null | string;

/** One question of the preview, answerable like the real one. */
export function PreviewQuestion(props: {
  readonly question: Question;
  readonly locale: Locale;
  readonly say: (text: LocalText | undefined) => string;
  readonly value: AnswerValue | undefined;
  readonly onAnswer: (value: AnswerValue) => void;
}) {
  const { t } = useTranslation("surveys");
  const { question, locale, say, value, onAnswer } = props;
  const scale = scaleOf(question);
  const ends = endWords(question, locale);
  const text = say(question.text);
  const parts = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, Part>) : {};
  const cells = (label: string, now: unknown, put: (value: number | "na") => void) =>
    scale === null ? null : (
      <Scale
        label={label}
        min={scale.min}
        max={scale.max}
        low={ends?.low ?? ""}
        high={ends?.high ?? ""}
        value={now}
        na={offersNotApplicable(question) ? (NOT_APPLICABLE[locale] ?? "") : null}
        onPick={put}
      />
    );
  return (
    <div className="survey-phone-question">
      {text === "" ? null : <p className="survey-phone-text">{text}</p>}
      {question.help?.[locale] ? <p className="survey-phone-help">{say(question.help)}</p> : null}
      {question.type === "pair"
        ? (["e", "p"] as const).map((part) => {
            const words = say(part === "e" ? question.expectation : question.perception);
            return (
              <div key={part}>
                <p className="survey-phone-text">{words}</p>
                {cells(words, parts[part], (picked) => onAnswer({ ...parts, [part]: picked }))}
              </div>
            );
          })
        : null}
      {question.type === "matrix"
        ? question.rows.map((row) => (
            <div key={row.key}>
              <p>{say(row.text)}</p>
              {cells(say(row.text), parts[row.key], (picked) => onAnswer({ ...parts, [row.key]: picked }))}
            </div>
          ))
        : null}
      {question.type !== "pair" && question.type !== "matrix" ? cells(text, value, onAnswer) : null}
      {question.type === "single" ? (
        <Choices
          label={text}
          items={[
            ...question.options.map(({ id, text: words }) => ({ id, words: words[locale] ?? "" })),
            ...(offersNotApplicable(question) ? [{ id: "na", words: NOT_APPLICABLE[locale] ?? "" }] : []),
          ]}
          chosen={typeof value === "string" ? [value] : []}
          onPick={onAnswer}
        />
      ) : null}
      {question.type === "multiple" ? (
        <Choices
          label={text}
          many
          items={question.options.map(({ id, text: words }) => ({ id, words: words[locale] ?? "" }))}
          chosen={Array.isArray(value) ? value : []}
          onPick={(id) => {
            const now = Array.isArray(value) ? (value as readonly string[]) : [];
            onAnswer(now.includes(id) ? now.filter((one) => one !== id) : [...now, id]);
          }}
        />
      ) : null}
      {question.type === "price" ? <PreviewPrices question={question} locale={locale} parts={parts} onAnswer={onAnswer} /> : null}
      {question.type === "bestWorst" ? <PreviewSets question={question} locale={locale} parts={parts} onAnswer={onAnswer} /> : null}
      {question.type === "consent" ? (
        <Choices
          label={text}
          items={(["yes", "no"] as const).map((id) => ({ id, words: t(`condition.${id}`) }))}
          chosen={typeof value === "string" ? [value] : []}
          onPick={onAnswer}
        />
      ) : null}
      {question.type === "text" ? (
        <textarea
          rows={question.multiline ? 3 : 1}
          aria-label={text}
          maxLength={question.maxLength}
          value={typeof value === "string" ? value : ""}
          onChange={({ target }) => onAnswer(target.value)}
        />
      ) : null}
      {question.type === "contact"
        ? question.fields.map((field) => (
            <input key={field} aria-label={t(`contact.${field}`)} placeholder={t(`contact.${field}`)} autoComplete="off" />
          ))
        : null}
    </div>
  );
}

function Scale(props: {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly low: string;
  readonly high: string;
  readonly value: unknown;
  readonly na: string | null;
  readonly onPick: (value: number | "na") => void;
}) {
  const { label, min, max, low, high, value, na, onPick } = props;
  const values = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return (
    <fieldset className="survey-phone-scale">
      <legend className="visually-hidden">{label}</legend>
      <div data-many={values.length > 7}>
        {values.map((one) => (
          <button key={one} type="button" aria-pressed={value === one} onClick={() => onPick(one)}>
            {one}
          </button>
        ))}
      </div>
      <p>
        <span>{low}</span>
        <span>{high}</span>
      </p>
      {na === null ? null : (
        <button type="button" className="survey-phone-na" aria-pressed={value === "na"} onClick={() => onPick("na")}>
          {na}
        </button>
      )}
    </fieldset>
  );
}

function Choices(props: {
  readonly label: string;
  readonly many?: boolean;
  readonly items: readonly { readonly id: string; readonly words: string }[];
  readonly chosen: readonly string[];
  readonly onPick: (id: string) => void;
}) {
  const { label, many = false, items, chosen, onPick } = props;
  const name = useId();
  return (
    <fieldset className="survey-phone-choices">
      <legend className="visually-hidden">{label}</legend>
      {items.map(({ id, words }) => (
        <label key={id}>
          <input type={many ? "checkbox" : "radio"} name={name} checked={chosen.includes(id)} onChange={() => onPick(id)} /> {words}
        </label>
      ))}
    </fieldset>
  );
}
