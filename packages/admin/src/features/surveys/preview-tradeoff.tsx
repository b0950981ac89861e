import { type AnswerValue, type BestWorstQuestion, bestWorstSets, PRICE_WORDS, type PriceQuestion, readPrice } from "@manyi/core/survey";
import { arePricesRising, PRICE_PARTS } from "@manyi/core/tradeoff";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "../../i18n.js";

type Props<Q> = {
  readonly question: Q;
  readonly locale: Locale;
  readonly parts: Readonly<Record<string, number | string | null>>;
  readonly onAnswer: (value: AnswerValue) => void;
};

/** The four prices; what does not rise is said, as the page will. */
export function PreviewPrices({ question, locale, parts, onAnswer }: Props<PriceQuestion>) {
  const { t } = useTranslation("surveys");
  const id = useId();
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({});
  const prices = PRICE_PARTS.map((part) => parts[part]).filter((price) => typeof price === "number");
  return (
    <>
      {PRICE_PARTS.map((part) => (
        <p key={part} className="survey-phone-price">
          <label htmlFor={`${id}-${part}`}>{PRICE_WORDS[part][locale]}</label>
          <span>
            {question.currency}{" "}
            <input
              id={`${id}-${part}`}
              inputMode="decimal"
              maxLength={14}
              value={written[part] ?? ""}
              onChange={({ target }) => {
                const price = readPrice(target.value);
                setWritten({ ...written, [part]: target.value });
                onAnswer({ ...parts, [part]: typeof price === "number" ? price : null });
              }}
            />
          </span>
        </p>
      ))}
      {prices.length === PRICE_PARTS.length && !arePricesRising(prices) ? (
        <p className="survey-phone-help" role="status">
          {t("preview.outOfOrder")}
        </p>
      ) : null}
    </>
  );
}

/** The first of the twelve questionnaires; on the page people take turns with them. */
export function PreviewSets({ question, locale, parts, onAnswer }: Props<BestWorstQuestion>) {
  const { t } = useTranslation("surveys");
  const name = useId();
  const sets = bestWorstSets(question, 1);
  return (
    <>
      {sets.map(({ number, options }) => (
        <fieldset key={number} className="survey-phone-set">
          <legend>{t("set", { number, of: sets.length })}</legend>
          <table>
            <thead>
              <tr>
                <th scope="col">{question.high[locale]}</th>
                <td />
                <th scope="col">{question.low[locale]}</th>
              </tr>
            </thead>
            <tbody>
              {options.map(({ id, text }) => (
                <tr key={id}>
                  {([`b${number}`, null, `w${number}`] as const).map((part) =>
                    part === null ? (
                      <td key="item">{text[locale]}</td>
                    ) : (
                      <td key={part}>
                        <input
                          type="radio"
                          name={`${name}-${part}`}
                          aria-label={`${question[part.startsWith("b") ? "high" : "low"][locale] ?? ""} ${text[locale] ?? ""}`}
                          checked={parts[part] === id}
                          onChange={() => onAnswer({ ...parts, block: 1, [part]: id })}
                        />
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </fieldset>
      ))}
    </>
  );
}
