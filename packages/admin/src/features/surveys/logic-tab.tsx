import { outlineOf } from "@manyi/core/survey";
import { useTranslation } from "react-i18next";
import { ConditionEditor } from "./condition-editor.js";
import { putQuestion } from "./edits.js";
import { type PaneProps, titleOf } from "./outline-pane.js";

/** All questions with the condition each is shown under. */
export function LogicTab({ draft, locale }: PaneProps) {
  const { t } = useTranslation("surveys");
  const { definition, change } = draft;
  const { questions, broken } = outlineOf(definition);
  return (
    <section className="card survey-wide">
      <h2>{t("tab.logic")}</h2>
      <p className="caption">{t("logicAbout")}</p>
      <ol className="rows">
        {questions.map((question, index) => (
          <li key={question.key} className="survey-logic">
            <p className="strong">
              Q{index + 1} {titleOf(question, locale)}
            </p>
            <ConditionEditor
              question={question}
              definition={definition}
              locale={locale}
              onChange={(next) => change(putQuestion(definition, next))}
            />
            {broken.has(question.key) ? <p className="worse">{broken.get(question.key)?.[locale]}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
