import { isoDateOf } from "@manyi/core/calendar";
import { type DayRange, type Dimension, type Key, type Score, startOfSpan } from "@manyi/core/metrics";
import type { LocalText, Scale } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, attributeNames, groupUnits, labelsOf, NONE } from "../figures/index.js";
import { type AskedQuestion, readQuestions } from "./crosstab-questions.js";
import { DECLARED, DIMENSIONS, GROUPS, METRICS, type MetricName, type Name, SOURCES, TOPIC } from "./crosstab-words.js";

/** What opens the voices of a category; `null` where they cannot be narrowed to it. */
type Drill = Readonly<Record<string, number | string>> | null;
type Category = { readonly key: Key; readonly label: LocalText; readonly start: string | null; readonly drill: Drill };

/** One side of a cross-table. */
export type Axis = {
  readonly code: string;
  readonly label: LocalText;
  /** under which name its anonymous answers are written down when shown: that of the metric where it feeds one, so that a metric and its question cannot be subtracted */
  readonly released: string;
  /** the only survey that can hold answers to it */
  readonly surveyId: number | null;
  readonly counted:
    | { readonly kind: "by"; readonly dimension: Dimension; readonly isDeclared: boolean }
    | { readonly kind: "answer"; readonly score: Score; readonly scale: Scale }
    | { readonly kind: "picks"; readonly options: readonly { readonly name: string; readonly score: Score }[] }
    /** a comment has several topics; those who wrote one are asked, whatever they wrote about */
    | { readonly kind: "topics" };
  /** what is counted → its category; `undefined`: takes no part */
  keyOf(counted: Key): Key | undefined;
  /** the categories in their order, out of those that were counted */
  categoriesOf(seen: readonly Key[]): readonly Category[];
  /** whom a category of anonymous answers holds, for the log of what was shown */
  partOf(key: Key): { readonly units?: readonly number[]; readonly surveys?: readonly number[]; readonly period?: DayRange };
};

/** An axis to choose from. */
export type Choice = {
  readonly code: string;
  readonly label: LocalText;
  readonly group: "place" | "time" | "metric" | "attribute" | "comment" | "question";
  readonly survey: { readonly id: number; readonly title: LocalText } | null;
  readonly overlaps: boolean;
  /** a question people answered by choosing among words */
  readonly isChoice: boolean;
};

/** Everything a cross-table of this organisation can be made of. */
export async function readChoices(ctx: Context): Promise<Choice[]> {
  const [questions, nameOf] = await Promise.all([readQuestions(ctx), attributeNames(ctx)]);
  const plain = { survey: null, overlaps: false, isChoice: false };
  const attributes = [...new Set(questions.flatMap(({ metric }) => (metric?.startsWith("p:") ? [metric] : [])))];
  return [
    ...Object.entries(DIMENSIONS).map(([code, label]) => ({
      code,
      label,
      group: code === "week" || code === "month" ? ("time" as const) : ("place" as const),
      ...plain,
    })),
    ...Object.entries(GROUPS).map(([name, { label }]) => ({ code: `${name}:groups`, label, group: "metric" as const, ...plain })),
    ...Object.entries(METRICS).map(([code, { label }]) => ({ code, label, group: "metric" as const, ...plain })),
    { code: "topic", label: TOPIC, group: "comment" as const, survey: null, overlaps: true, isChoice: false },
    ...attributes.map((code) => ({ code, label: nameOf(code.slice(2)), group: "attribute" as const, ...plain })),
    ...questions.map((question) => ({
      code: `${question.kind === "multiple" ? "m" : "q"}:${question.surveyId}:${question.part}`,
      label: question.label,
      group: "question" as const,
      survey: { id: question.surveyId, title: question.surveyTitle },
      overlaps: question.kind === "multiple",
      isChoice: question.kind !== "score",
    })),
  ];
}

/** Whether people may stand in several of its categories. */
export function overlaps({ counted }: Axis): boolean {
  return counted.kind === "picks" || counted.kind === "topics";
}

/**
 * Reads one axis by its code: `unit`, `topic`, `nps`, `nps:groups`, `p:food`, `q:3:service`, `m:3:reasons`.
 *
 * @throws {AppError} INVALID_INPUT for a code that names nothing; SCALE_MISMATCH for an attribute asked on several scales
 */
export async function readAxis(asked: Asked, code: string, path: string): Promise<Axis> {
  const [kind = "", rest = ""] = [code.split(":")[0], code.slice(code.indexOf(":") + 1)];
  if (isKey(DIMENSIONS, code)) return dimensionAxis(asked, code);
  if (code === "topic") return topicAxis(asked);
  if (isKey(METRICS, code)) return levelAxis(code, METRICS[code].label, METRICS[code].scale, { from: "column", column: code }, code);
  if (isKey(METRICS, kind) && rest === "groups") return groupAxis(kind);
  if (kind === "p") {
    const place = asked.catalog.find(code, asked.surveys);
    if (place.kind === "mixed scales") throw new AppError("SCALE_MISMATCH");
    if (place.kind === "asked") return levelAxis(code, (await attributeNames(asked.ctx))(rest), place.scale, place.score, code);
  }
  if (kind === "q" || kind === "m") {
    const surveyId = Number(rest.slice(0, rest.indexOf(":")));
    const part = rest.slice(rest.indexOf(":") + 1);
    const questions = Number.isInteger(surveyId) && surveyId > 0 && surveyId < 2 ** 31 ? await readQuestions(asked.ctx, surveyId) : [];
    const question = questions.find((one) => one.part === part && (one.kind === "multiple") === (kind === "m"));
    if (question !== undefined) return questionAxis(code, question);
  }
  throw new AppError("INVALID_INPUT", [{ path, "zh-CN": `没有「${code}」可以交叉`, en: `There is nothing called “${code}” to cross` }]);
}

function isKey<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

const everything = () => ({});
const same = (text: string): LocalText => ({ "zh-CN": text, en: text });

function levelAxis(
  code: string,
  label: LocalText,
  scale: Scale,
  score: Score,
  metric: string | null,
  surveyId: number | null = null,
): Axis {
  const levels = Array.from({ length: scale.max - scale.min + 1 }, (_, i) => scale.max - i);
  return {
    code,
    label,
    released: metric ?? code,
    surveyId,
    counted: { kind: "answer", score, scale },
    keyOf: (key) => (typeof key === "number" ? key : undefined),
    categoriesOf: () =>
      levels.map((key) => ({ key, label: same(String(key)), start: null, drill: metric === null ? null : { metric, min: key, max: key } })),
    partOf: everything,
  };
}

function groupAxis(metric: MetricName): Axis {
  const { label, groups } = GROUPS[metric];
  return {
    code: `${metric}:groups`,
    label,
    released: metric,
    surveyId: null,
    counted: { kind: "answer", score: { from: "column", column: metric }, scale: METRICS[metric].scale },
    keyOf: (key) => (typeof key === "number" ? groups.find(([, min, max]) => key >= min && key <= max)?.[1] : undefined),
    categoriesOf: () => groups.map(([name, min, max]) => ({ key: min, label: name, start: null, drill: { metric, min, max } })),
    partOf: everything,
  };
}

function questionAxis(code: string, question: AskedQuestion): Axis {
  const { surveyId, label } = question;
  const placed = (ordinal: number): Score => ({ from: "series", places: [{ surveyId, ordinals: [ordinal] }] });
  if (question.kind === "score") return levelAxis(code, label, question, placed(question.ordinal), question.metric, surveyId);
  const named = (options: readonly { key: Key; label: LocalText }[]) => options.map((option) => ({ ...option, start: null, drill: null }));
  if (question.kind === "multiple") {
    const options = question.options.map((option, key) => ({ key, label: option.label }));
    return {
      code,
      label,
      released: code,
      surveyId,
      counted: { kind: "picks", options: question.options.map(({ ordinal }, i) => ({ name: String(i), score: placed(ordinal) })) },
      keyOf: (key) => key,
      categoriesOf: () => named(options),
      partOf: everything,
    };
  }
  const options = question.options.map((option) => ({ key: option.code, label: option.label }));
  const highest = Math.max(...question.options.map((option) => option.code));
  return {
    code,
    label,
    released: code,
    surveyId,
    counted: { kind: "answer", score: placed(question.ordinal), scale: { min: 1, max: highest } },
    keyOf: (key) => (typeof key === "number" ? key : undefined),
    // an option of an older version keeps its answers
    categoriesOf: (seen) =>
      named([
        ...options,
        ...seen
          .filter((key) => !options.some((option) => option.key === key))
          .map((key) => ({ key, label: { "zh-CN": `旧选项 ${key}`, en: `Former option ${key}` } })),
      ]),
    partOf: everything,
  };
}

async function topicAxis(asked: Asked): Promise<Axis> {
  const labels = await labelsOf(asked, "topic");
  return {
    code: "topic",
    label: TOPIC,
    released: "topic",
    surveyId: null,
    counted: { kind: "topics" },
    keyOf: (key) => (typeof key === "number" ? key : undefined),
    categoriesOf: (seen) =>
      [...labels].flatMap(([key, { label }]) => (seen.includes(key) ? [{ key, label, start: null, drill: { topic: Number(key) } }] : [])),
    partOf: everything,
  };
}

async function dimensionAxis(asked: Asked, name: Name): Promise<Axis> {
  const isDeclared = DECLARED.includes(name);
  const shared = {
    code: name,
    label: DIMENSIONS[name],
    released: "answers",
    surveyId: null,
    counted: { kind: "by" as const, dimension: name, isDeclared },
  };
  if (name === "week" || name === "month") {
    const spanOf = (key: number): DayRange => ({
      from: Math.max(startOfSpan(name, key), asked.period.from),
      to: Math.min(startOfSpan(name, key + 1) - 1, asked.period.to),
    });
    return {
      ...shared,
      keyOf: (key) => (typeof key === "number" ? key : undefined),
      categoriesOf: (seen) =>
        numbers(seen).map((key) => {
          const { from, to } = spanOf(key);
          const start = isoDateOf(startOfSpan(name, key));
          return {
            key,
            label: same(name === "month" ? start.slice(0, 7) : start),
            start,
            drill: { from: isoDateOf(from), to: isoDateOf(to) },
          };
        }),
      partOf: (key) => (typeof key === "number" ? { period: spanOf(key) } : {}),
    };
  }
  if (name === "version" || name === "source") {
    const label = (key: Key): LocalText =>
      key === null
        ? NONE.label
        : name === "version"
          ? { "zh-CN": `第 ${key} 版`, en: `Version ${key}` }
          : (SOURCES[String(key)] ?? same(String(key)));
    return {
      ...shared,
      keyOf: (key) => key,
      categoriesOf: (seen) => seen.toSorted(byKey).map((key) => ({ key, label: label(key), start: null, drill: null })),
      partOf: everything,
    };
  }
  const labels = await labelsOf(asked, name);
  const groups = name === "unit" ? groupUnits(asked) : null;
  const isNarrowing = name !== "locale";
  return {
    ...shared,
    keyOf: (key) => (groups === null ? key : groups.of(key)),
    categoriesOf: (seen) =>
      [...[...labels.keys()].filter((key) => seen.includes(key)), ...seen.filter((key) => !labels.has(key))].map((key) => ({
        key,
        label: labels.get(key)?.label ?? (key === null ? NONE.label : same(String(key))),
        start: null,
        drill: key === null || !isNarrowing ? null : { [name]: key },
      })),
    partOf: (key) =>
      name === "unit" ? { units: groups?.members(key) ?? [] } : name === "survey" && typeof key === "number" ? { surveys: [key] } : {},
  };
}

const numbers = (keys: readonly Key[]) => keys.filter((key) => typeof key === "number").toSorted((a, b) => a - b);
const byKey = (a: Key, b: Key) =>
  Number(a === null) - Number(b === null) || (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
