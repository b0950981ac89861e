import { checkPlainLanguage } from "@manyi/core/text";
import { useTranslation } from "react-i18next";
import "./plain-hints.css";

/** Most hints shown at once: more are a lecture. */
const MOST = 3;

/** What a customer may not understand in words that are being written, with a plainer word where one is known. */
export function PlainHints({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation("shell");
  return checkPlainLanguage(value, /\p{Script=Han}/u.test(value) ? "zh-CN" : "en")
    .slice(0, MOST)
    .map((hint) => (
      <p key={`${hint.start} ${hint.kind}`} className="plain-hint">
        {t(`plain.${hint.kind}`, { words: hint.words.slice(0, 24) })}
        {hint.instead ? (
          <button
            type="button"
            className="link-button"
            onClick={() => onChange(`${value.slice(0, hint.start)}${hint.instead}${value.slice(hint.end)}`)}
          >
            {t("plain.use", { words: hint.instead })}
          </button>
        ) : null}
      </p>
    ));
}
