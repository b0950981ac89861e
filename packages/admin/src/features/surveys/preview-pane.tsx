import {
  type Answers,
  type AnswerValue,
  anonymityStatement,
  askedScreens,
  estimateMinutes,
  nextScreen,
  outlineOf,
  pipeText,
  previousScreen,
  progressAt,
  type SurveyDefinition,
  screenQuestions,
} from "@manyi/core/survey";
import { Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/index.js";
import type { Locale } from "../../i18n.js";
import { useSession } from "../../session.js";
import { PreviewQuestion } from "./preview-question.js";

/** The questionnaire as a customer will see it, answered by the same engine; nothing is stored. */
export function PreviewPane({ definition, locale }: { readonly definition: SurveyDefinition; readonly locale: Locale }) {
  const { t } = useTranslation("surveys");
  const format = useFormat();
  const { organisation } = useSession();
  const [answers, setAnswers] = useState<Answers>({});
  const [at, setAt] = useState(-1);
  const [device, setDevice] = useState<"phone" | "desktop">("phone");
  const isBroken = outlineOf(definition).broken.size > 0;
  const screens = isBroken ? [] : askedScreens(definition, answers);
  const screen = screens.includes(at) ? at : (screens[0] ?? 0);
  const questions = isBroken ? [] : screenQuestions(definition, answers, screen);
  const [next, before] = isBroken ? [null, null] : [nextScreen(definition, answers, screen), previousScreen(definition, answers, screen)];
  const { page, of } = isBroken ? { page: 1, of: 1 } : progressAt(definition, answers, screen);
  const say = (text: Parameters<typeof pipeText>[1]) => safePipe(definition, text, locale, answers);
  const answer = (key: string, value: AnswerValue) => setAnswers((now) => ({ ...now, [key]: value }));
  return (
    <section className="survey-preview" aria-label={t("preview.title")}>
      <header>
        <h2>{t("preview.title")}</h2>
        <Segmented
          size="small"
          aria-label={t("preview.device")}
          value={device}
          onChange={setDevice}
          options={(["phone", "desktop"] as const).map((value) => ({ value, label: t(`preview.${value}`) }))}
        />
      </header>
      <div className="survey-phone" data-device={device} lang={locale}>
        <div className="survey-screen">
          <p className="survey-phone-bar">
            <span>{format.words(organisation.name)}</span>
            <span>{of > 1 ? `${page} / ${of}` : ""}</span>
          </p>
          {of > 1 ? <progress max={of} value={page} aria-label={t("preview.progress")} /> : null}
          {before === null ? (
            <p className="survey-phone-note">{anonymityStatement(definition.anonymity, estimateMinutes(definition, locale), locale)}</p>
          ) : null}
          {isBroken ? <p className="worse">{t("preview.broken")}</p> : null}
          {questions.map((question) => (
            <PreviewQuestion
              key={question.key}
              question={question}
              locale={locale}
              say={say}
              value={answers[question.key]}
              onAnswer={(value) => answer(question.key, value)}
            />
          ))}
          <div className="survey-phone-buttons">
            {before === null ? null : (
              <button type="button" onClick={() => setAt(before)}>
                {t("preview.back")}
              </button>
            )}
            <button
              type="button"
              data-main="true"
              onClick={() => {
                if (next === null) setAnswers({});
                setAt(next ?? -1);
              }}
            >
              {next === null ? t("preview.send") : t("preview.next")}
            </button>
          </div>
        </div>
      </div>
      <p className="caption">{t("preview.about")}</p>
    </section>
  );
}

/** A pipe to a question that is not there is a fault the check pane names; here the words stand as written. */
function safePipe(definition: SurveyDefinition, text: Parameters<typeof pipeText>[1], locale: Locale, answers: Answers): string {
  try {
    return pipeText(definition, text, locale, answers, {});
  } catch {
    return text?.[locale] ?? "";
  }
}
