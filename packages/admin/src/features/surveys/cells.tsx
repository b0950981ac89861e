import { bestWorstSets, CSAT_LABELS, NOT_APPLICABLE, PRICE_WORDS, type Question, scaleOf } from "@manyi/core/survey";
import { PRICE_PARTS } from "@manyi/core/tradeoff";
import { useTranslation } from "react-i18next";
import type { Locale } from "../../i18n.js";
import { endWords } from "./questions.js";

/** The answers of a question as they will stand on paper; not to be answered here. */
export function Cells({ question, locale }: { readonly question: Question; readonly locale: Locale }) {
  const { t } = useTranslation("surveys");
  const scale = scaleOf(question);
  const na =
    "notApplicable" in question && question.notApplicable === true ? <span className="survey-na">○ {NOT_APPLICABLE[locale]}</span> : null;
  if (question.type === "pair" || question.type === "matrix") {
    const rows = question.type === "pair" ? [question.expectation, question.perception] : question.rows.map((row) => row.text);
    return (
      <>
        {rows.map((row, index) => (
          <div key={question.type === "pair" ? (index === 0 ? "e" : "p") : question.rows[index]?.key} className="survey-part">
            <p>{row[locale]}</p>
            {scale === null ? null : <Scale question={question} locale={locale} min={scale.min} max={scale.max} />}
          </div>
        ))}
        {na}
      </>
    );
  }
  if (scale !== null)
    return (
      <>
        <Scale question={question} locale={locale} min={scale.min} max={scale.max} />
        {na}
      </>
    );
  if (question.type === "single" || question.type === "multiple")
    return (
      <ul className="survey-options">
        {question.options.map((option) => (
          <li key={option.id}>
            <span aria-hidden="true">{question.type === "single" ? "○" : "☐"}</span> {option.text[locale]}
          </li>
        ))}
        {na === null ? null : <li>{na}</li>}
      </ul>
    );
  if (question.type === "price")
    return (
      <>
        {PRICE_PARTS.map((part) => (
          <div key={part} className="survey-part">
            <p>{PRICE_WORDS[part][locale]}</p>
            <p className="caption">{question.currency} ________</p>
          </div>
        ))}
      </>
    );
  if (question.type === "bestWorst")
    return (
      <>
        {bestWorstSets(question, 1)
          .slice(0, 1)
          .map(({ number, options }) => (
            <div key={number} className="survey-part">
              <p className="caption">{t("set", { number, of: question.sets })}</p>
              <table className="survey-set">
                <thead>
                  <tr>
                    <th scope="col">{question.high[locale]}</th>
                    <td />
                    <th scope="col">{question.low[locale]}</th>
                  </tr>
                </thead>
                <tbody>
                  {options.map((option) => (
                    <tr key={option.id}>
                      <td aria-hidden="true">○</td>
                      <td>{option.text[locale]}</td>
                      <td aria-hidden="true">○</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ))}
      </>
    );
  if (question.type === "text" || question.type === "contact")
    return <div className="survey-lines" data-tall={question.type === "text" && question.multiline} />;
  return null;
}

function Scale({
  question,
  locale,
  min,
  max,
}: {
  readonly question: Question;
  readonly locale: Locale;
  readonly min: number;
  readonly max: number;
}) {
  const ends = endWords(question, locale);
  const label = (value: number) =>
    question.type === "csat"
      ? (CSAT_LABELS[value - 1]?.[locale] ?? "")
      : value === min
        ? (ends?.low ?? "")
        : value === max
          ? (ends?.high ?? "")
          : "";
  const values = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return (
    <div className="survey-cells" data-many={values.length > 7}>
      {values.map((value) => (
        <span key={value}>
          {value}
          {values.length > 7 ? null : <small>{label(value)}</small>}
        </span>
      ))}
      {values.length > 7 ? (
        <p className="caption">
          <span>{ends?.low}</span>
          <span>{ends?.high}</span>
        </p>
      ) : null}
    </div>
  );
}
