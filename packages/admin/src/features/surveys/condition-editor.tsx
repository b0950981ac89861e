import { DeleteOutlined } from "@ant-design/icons";
import { conditionWords, type Question, type SurveyDefinition } from "@manyi/core/survey";
import { Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { Locale } from "../../i18n.js";
import {
  conditionOf,
  type Leaf,
  leafOf,
  operatorsFor,
  type Simple,
  type Subject,
  simpleOf,
  subjectsBefore,
  valuesFor,
} from "./conditions.js";
import { titleOf } from "./outline-pane.js";

/** When a question is shown, put together in plain words. */
export function ConditionEditor(props: {
  readonly question: Question;
  readonly definition: SurveyDefinition;
  readonly locale: Locale;
  readonly onChange: (next: Question) => void;
}) {
  const { t } = useTranslation("surveys");
  const { question, definition, locale, onChange } = props;
  const simple = simpleOf(question.showIf);
  const subjects = subjectsBefore(definition, question.key);
  const put = (next: Simple) => {
    const { showIf: _, ...rest } = question;
    const showIf = conditionOf(next);
    onChange((showIf === undefined ? rest : { ...rest, showIf }) as Question);
  };
  if (simple === null)
    return (
      <p className="survey-condition">
        <span>{t("condition.show")}</span> <code>{conditionWords(question.showIf!)}</code>
        <Button type="link" size="small" onClick={() => put({ join: "all", leaves: [] })}>
          {t("condition.clear")}
        </Button>
      </p>
    );
  const first = subjects[0];
  return (
    <div className="survey-condition">
      <p>
        <span>{t("condition.show")}</span>{" "}
        {simple.leaves.length === 0 ? <b>{t("condition.always")}</b> : simple.leaves.length === 1 ? t("condition.one") : null}
        {simple.leaves.length > 1 ? (
          <Select
            size="small"
            aria-label={t("condition.join")}
            popupMatchSelectWidth={false}
            value={simple.join}
            options={(["all", "any"] as const).map((value) => ({ value, label: t(`condition.${value}`) }))}
            onChange={(join) => put({ ...simple, join })}
          />
        ) : null}
        {first === undefined ? null : (
          <Button type="link" size="small" onClick={() => put({ ...simple, leaves: [...simple.leaves, leafOf(subjects.at(-1) ?? first)] })}>
            {t("condition.add")}
          </Button>
        )}
      </p>
      {simple.leaves.map((leaf, index) => (
        <LeafLine
          // a condition is known by its place in the list
          key={`${leaf.question} ${simple.leaves.slice(0, index).filter((one) => one.question === leaf.question).length}`}
          leaf={leaf}
          subjects={subjects}
          locale={locale}
          onChange={(next) => put({ ...simple, leaves: simple.leaves.map((one, place) => (place === index ? next : one)) })}
          onRemove={() => put({ ...simple, leaves: simple.leaves.filter((_, place) => place !== index) })}
        />
      ))}
    </div>
  );
}

function LeafLine(props: {
  readonly leaf: Leaf;
  readonly subjects: readonly Subject[];
  readonly locale: Locale;
  readonly onChange: (next: Leaf) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation("surveys");
  const { leaf, subjects, locale, onChange, onRemove } = props;
  const subject = subjects.find(({ reference }) => reference === leaf.question);
  const name = ({ number, question, part }: Subject) => {
    const row = question.type === "matrix" ? question.rows.find(({ key }) => key === part)?.text[locale] : undefined;
    const half = question.type === "pair" ? t(`role.${part === "e" ? "expectation" : "perception"}`) : row;
    return `Q${number} ${[titleOf(question, locale).slice(0, 24), half].filter(Boolean).join(" · ")}`;
  };
  return (
    <div className="survey-leaf">
      <Select
        size="small"
        aria-label={t("condition.subject")}
        popupMatchSelectWidth={false}
        value={leaf.question}
        options={[
          ...(subject === undefined ? [{ value: leaf.question, label: t("condition.lost", { key: leaf.question }) }] : []),
          ...subjects.map((one) => ({ value: one.reference, label: name(one) })),
        ]}
        onChange={(reference) => {
          const next = subjects.find((one) => one.reference === reference);
          if (next !== undefined) onChange(leafOf(next));
        }}
      />
      {subject === undefined ? null : (
        <Select
          size="small"
          aria-label={t("condition.operator")}
          popupMatchSelectWidth={false}
          value={leaf.op}
          options={operatorsFor(subject).map((value) => ({ value, label: t(`condition.op.${value}`) }))}
          onChange={(op) => onChange(leafOf(subject, op))}
        />
      )}
      {subject === undefined || !("value" in leaf) ? null : (
        <Select<number | string>
          size="small"
          aria-label={t("condition.value")}
          popupMatchSelectWidth={false}
          value={leaf.value}
          options={valuesFor(subject).map((value) => ({ value, label: valueName(subject, value) }))}
          onChange={(value) => onChange({ ...leaf, value } as Leaf)}
        />
      )}
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t("condition.remove")} onClick={onRemove} />
    </div>
  );
  function valueName({ question }: Subject, value: number | string): string {
    if (question.type === "single" || question.type === "multiple")
      return question.options.find(({ id }) => id === value)?.text[locale] || String(value);
    return question.type === "consent" ? t(`condition.${value === "yes" ? "yes" : "no"}`) : String(value);
  }
}
