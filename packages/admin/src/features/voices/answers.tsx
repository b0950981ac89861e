import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import type { VoiceDetail } from "./voice-drawer.js";

/** Question and answer in words, numbers in the words of their scale. An anonymous voice shows none. */
export function Answers({ answers }: { readonly answers: VoiceDetail["answers"] }) {
  const { t } = useTranslation("voices");
  const format = useFormat();
  if (answers.length === 0) return null;
  return (
    <dl className="answers">
      {answers.map(({ key, question, value, number, scale }) => {
        const text = format.words(value);
        return (
          <div key={key}>
            <dt>{format.words(question)}</dt>
            <dd>
              {text !== "" ? text : number === null ? <span className="quiet">{t("unanswered")}</span> : number}
              {scale === null || number === null ? null : (
                <span className="caption"> {t("scale", { scale: scale.replace("-", "–") })}</span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
