import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import type { BestWorstQuestion, MatrixQuestion, MultipleQuestion, Question, SingleQuestion } from "@manyi/core/survey";
import { Button, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Locale } from "../../i18n.js";
import { useAttributes } from "./attributes.js";
import { nextOption } from "./questions.js";

type Put = (next: Question, field?: string) => void;

function moved<T>(items: readonly T[], from: number, step: number): readonly T[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(from + step, 0, item);
  return next;
}

/** Options of a choice. An option keeps its code for life, wherever it moves. */
export function OptionList({
  question,
  locale,
  onChange,
}: {
  readonly question: SingleQuestion | MultipleQuestion | BestWorstQuestion;
  readonly locale: Locale;
  readonly onChange: Put;
}) {
  const { t } = useTranslation("surveys");
  const { options } = question;
  const put = (next: typeof options, field?: string) => onChange({ ...question, options: next }, field);
  return (
    <div className="survey-list">
      {options.map((option, index) => (
        <Line
          key={option.id}
          label={t("optionNumber", { number: index + 1 })}
          value={option.text[locale] ?? ""}
          isFirst={index === 0}
          isLast={index === options.length - 1}
          canRemove={options.length > (question.type === "bestWorst" ? 3 : 2)}
          onText={(words) =>
            put(
              options.map((one) => (one === option ? { ...one, text: { ...one.text, [locale]: words } } : one)),
              `option.${option.id}`,
            )
          }
          onMove={(step) => put(moved(options, index, step))}
          onRemove={() => put(options.filter((one) => one !== option))}
        />
      ))}
      <Button
        type="link"
        disabled={options.length >= (question.type === "bestWorst" ? 40 : 60)}
        onClick={() => put([...options, { ...nextOption(options), text: { "zh-CN": "", en: "" } }])}
      >
        ＋ {t("addOption")}
      </Button>
    </div>
  );
}

/** Rows of a matrix, each measuring an attribute of its own if it is linked to one. */
export function RowList({
  question,
  locale,
  onChange,
}: {
  readonly question: MatrixQuestion;
  readonly locale: Locale;
  readonly onChange: Put;
}) {
  const { t } = useTranslation("surveys");
  const attributes = useAttributes();
  const { rows } = question;
  const put = (next: typeof rows, field?: string) => onChange({ ...question, rows: next }, field);
  return (
    <div className="survey-list">
      {rows.map((row, index) => (
        <Line
          key={row.key}
          label={t("rowNumber", { number: index + 1 })}
          value={row.text[locale] ?? ""}
          isFirst={index === 0}
          isLast={index === rows.length - 1}
          canRemove={rows.length > 1}
          onText={(words) =>
            put(
              rows.map((one) => (one === row ? { ...one, text: { ...one.text, [locale]: words } } : one)),
              `row.${row.key}`,
            )
          }
          onMove={(step) => put(moved(rows, index, step))}
          onRemove={() => put(rows.filter((one) => one !== row))}
        >
          <Select
            size="small"
            allowClear
            popupMatchSelectWidth={false}
            aria-label={t("rowAttribute", { number: index + 1 })}
            placeholder={t("setting.noAttribute")}
            value={row.attribute ?? null}
            options={attributes.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(attribute: string | null | undefined) => {
              const { attribute: _, ...rest } = row;
              put(rows.map((one) => (one === row ? (attribute ? { ...rest, attribute } : rest) : one)));
            }}
          />
        </Line>
      ))}
      <Button
        type="link"
        disabled={rows.length >= 30}
        onClick={() => put([...rows, { key: freeRow(rows), text: { "zh-CN": "", en: "" } }])}
      >
        ＋ {t("addRow")}
      </Button>
    </div>
  );
}

function freeRow(rows: readonly { readonly key: string }[]): string {
  let number = rows.length + 1;
  while (rows.some(({ key }) => key === `r${number}`)) number += 1;
  return `r${number}`;
}

function Line(props: {
  readonly label: string;
  readonly value: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly canRemove: boolean;
  readonly onText: (words: string) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly onRemove: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation("surveys");
  const { label, value, isFirst, isLast, canRemove, onText, onMove, onRemove, children } = props;
  return (
    <div className="survey-line">
      <Input aria-label={label} placeholder={label} maxLength={500} value={value} onChange={({ target }) => onText(target.value)} />
      {children}
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined />}
        aria-label={t("up", { what: label })}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined />}
        aria-label={t("down", { what: label })}
        disabled={isLast}
        onClick={() => onMove(1)}
      />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={t("removeThis", { what: label })}
        disabled={!canRemove}
        onClick={onRemove}
      />
    </div>
  );
}
