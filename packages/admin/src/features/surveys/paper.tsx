import { CopyOutlined, DeleteOutlined } from "@ant-design/icons";
import { outlineOf, type Question, scaleOf } from "@manyi/core/survey";
import { Button } from "antd";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAttributeName } from "./attributes.js";
import { Cells } from "./cells.js";
import { copyQuestion, insertAfter, newQuestion, removeQuestion } from "./edits.js";
import { Marked } from "./marked.js";
import { type PaneProps, titleOf } from "./outline-pane.js";
import { QuestionForm } from "./question-form.js";

/** The questionnaire as paper. The chosen question is edited in its place. */
export function Paper({ draft, findings, selected, onSelect, locale }: PaneProps) {
  const { t } = useTranslation("surveys");
  const { definition, change } = draft;
  const { questions } = outlineOf(definition);
  if (questions.length === 0) {
    const start = () => {
      const question = newQuestion(definition, "csat");
      change(insertAfter(definition, question, null));
      onSelect(question.key);
    };
    return (
      <div className="survey-paper">
        <div className="card survey-blank">
          <p className="strong">{t("blank")}</p>
          <p className="quiet">{t("blankAbout")}</p>
          <Button type="primary" onClick={start}>
            {t("blankDo")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="survey-paper">
      {questions.map((question, index) => (
        <QuestionCard
          key={question.key}
          question={question}
          number={index + 1}
          isSelected={question.key === selected}
          paneProps={{ draft, findings: findings.filter(({ questionKey }) => questionKey === question.key), selected, onSelect, locale }}
        />
      ))}
    </div>
  );
}

function QuestionCard(props: {
  readonly question: Question;
  readonly number: number;
  readonly isSelected: boolean;
  readonly paneProps: PaneProps;
}) {
  const { t } = useTranslation("surveys");
  const nameOf = useAttributeName();
  const { question, number, isSelected, paneProps } = props;
  const { draft, findings, onSelect, locale } = paneProps;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isSelected) card.current?.scrollIntoView({ block: "nearest" });
  }, [isSelected]);
  const scale = scaleOf(question);
  const facts = [
    scale === null ? "" : t("points", { min: scale.min, max: scale.max }),
    t(question.required === true ? "required" : "optional"),
  ];
  return (
    <section ref={card} className="card survey-question" data-selected={isSelected} aria-label={`Q${number} ${titleOf(question, locale)}`}>
      <header>
        <span className="caption">Q{number}</span>
        <span className="tag">
          {t(question.type === "rating" && question.role !== undefined ? `role.${question.role}` : `type.${question.type}`)}
        </span>
        {question.attribute === undefined ? null : <span className="tag tag-better">{nameOf(question.attribute)}</span>}
        {question.showIf === undefined ? null : <span className="tag">{t("conditional")}</span>}
        <span className="caption survey-facts">{facts.filter(Boolean).join(" · ")}</span>
      </header>
      {isSelected ? (
        <>
          <QuestionForm question={question} draft={draft} findings={findings} locale={locale} />
          <footer className="survey-question-foot">
            <Button
              type="text"
              icon={<CopyOutlined />}
              onClick={() => {
                const copied = copyQuestion(draft.definition, question.key);
                if (copied === null) return;
                draft.change(copied.definition);
                onSelect(copied.key);
              }}
            >
              {t("copy")}
            </Button>
            <Button
              type="text"
              icon={<DeleteOutlined />}
              onClick={() => {
                const { questions } = outlineOf(draft.definition);
                const at = questions.findIndex(({ key }) => key === question.key);
                draft.change(removeQuestion(draft.definition, question.key));
                onSelect((questions[at + 1] ?? questions[at - 1])?.key ?? null);
              }}
            >
              {t("remove")}
            </Button>
          </footer>
        </>
      ) : (
        <>
          <button type="button" className="survey-open" onClick={() => onSelect(question.key)}>
            {question.type === "pair" && !question.text[locale] ? null : (
              <Marked
                text={question.text[locale] ?? ""}
                findings={findings.filter((one) => one.locale === locale && one.part === "text")}
              />
            )}
            <span className="visually-hidden">{t("editThis", { number })}</span>
          </button>
          {question.help?.[locale] ? <p className="caption">{question.help[locale]}</p> : null}
          <Cells question={question} locale={locale} />
        </>
      )}
    </section>
  );
}
