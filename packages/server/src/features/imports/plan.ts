import type { Mapping, Target } from "@manyi/contracts";
import { ratingQuestion } from "@manyi/core/feedback";
import type { Option, Question, RatingQuestion, Scale, Series, SurveyDefinition } from "@manyi/core/survey";
import { kanoPair, seriesOf } from "@manyi/core/survey";
import { choiceKey } from "@manyi/core/tabular";
import { PRICE_PARTS, type PricePart } from "@manyi/core/tradeoff";
import { AppError, type Fault } from "../../platform/errors.js";

/** A column that becomes an answer: where it stands in the row and which question it answers. */
export type AnswerColumn = {
  readonly index: number;
  readonly name: string;
  readonly question: Question;
  readonly scale: Scale | null;
  /** of one half of a Kano pair: what the number 1 means */
  readonly kano: "likeFirst" | "likeLast" | null;
  /** of four prices: which of them */
  readonly part: PricePart | null;
};
export type ColumnOf<T extends Target["to"]> = {
  readonly index: number;
  readonly name: string;
  readonly target: Extract<Target, { to: T }>;
};

/** A mapping made ready: the survey it stands for, and where each part of a voice is found in a row. */
export type ImportPlan = {
  readonly definition: SurveyDefinition;
  readonly series: readonly Series[];
  readonly answers: readonly AnswerColumn[];
  readonly comments: readonly number[];
  readonly date: ColumnOf<"date"> | null;
  /** the rating of a public review; kept as it is, and followed where its scale is one that is followed */
  readonly stars: (ColumnOf<"stars"> & { readonly question: RatingQuestion | null }) | null;
  readonly context: Readonly<
    Record<"unit" | "touchpoint" | "segment" | "channel" | "customer" | "key" | "weight" | "locale" | PostField, number | null>
  >;
};

/** What a public post or a message carries beside its words. */
export const POST_FIELDS = ["platform", "product", "author", "url", "email", "phone", "asked"] as const;
type PostField = (typeof POST_FIELDS)[number];
const SINGLE = [
  "date",
  "stars",
  "unit",
  "touchpoint",
  "segment",
  "channel",
  "customer",
  "key",
  "weight",
  "locale",
  ...POST_FIELDS,
] as const;

function refuse(faults: readonly Fault[]): never {
  throw new AppError("INVALID_INPUT", faults);
}

function questionOf(name: string, target: Target, options: readonly Option[]): Question | null {
  const text = { "zh-CN": name, en: name };
  if (target.to === "metric") {
    if (target.metric === "nps") return { key: "nps", type: "nps", wording: "recommend_us", text };
    if (target.metric === "csat") return { key: "csat", type: "csat", display: "number", text, notApplicable: true };
    return { key: "ces", type: "ces", text, notApplicable: true };
  }
  if (target.to === "rating") {
    return {
      key: `${target.role === "expectation" ? "e_" : "p_"}${choiceKey(target.attribute)}`.slice(0, 40),
      type: "rating",
      scale: { min: target.min, max: target.max },
      low: { "zh-CN": String(target.min), en: String(target.min) },
      high: { "zh-CN": String(target.max), en: String(target.max) },
      display: "number",
      role: target.role,
      attribute: target.attribute,
      notApplicable: true,
      text,
    };
  }
  if (target.to === "kano") {
    const key = choiceKey(target.attribute);
    const [present, absent] = kanoPair(target.attribute, text, [`kf_${key}`.slice(0, 40), `kd_${key}`.slice(0, 40)]);
    return { ...(target.side === "functional" ? present : absent), text };
  }
  if (target.to === "price") return { key: "price", type: "price", text, currency: target.currency, step: target.step };
  if (target.to === "choice") return { key: choiceKey(target.key), type: "single", options, notApplicable: true, text };
  return null;
}

const METRIC_SCALES: Readonly<Record<"nps" | "csat" | "ces", Scale>> = {
  nps: { min: 0, max: 10 },
  csat: { min: 1, max: 5 },
  ces: { min: 1, max: 7 },
};

/**
 * Turns a mapping into a survey and a way to read rows.
 *
 * @param names columns of the file, in order
 * @param options values of each choice column, by column name
 * @param previous series of an earlier import under the same title: their places are kept
 * @throws {AppError} INVALID_INPUT naming every column at fault
 */
export function planImport(
  mapping: Mapping,
  names: readonly string[],
  options: ReadonlyMap<string, readonly Option[]>,
  previous: readonly Series[],
): ImportPlan {
  const faults: Fault[] = [];
  const fault = (name: string, zh: string, en: string) => faults.push({ path: `body.columns.${name}`, "zh-CN": zh, en });
  const targets = names.map((name) => mapping.columns[name] ?? ({ to: "ignore" } as const));
  for (const name of Object.keys(mapping.columns))
    if (!names.includes(name)) fault(name, `文件里没有「${name}」这一列`, `The file has no column “${name}”`);
  const answers: AnswerColumn[] = [];
  const keys = new Map<string, string>();
  for (const [index, target] of targets.entries()) {
    const name = names[index]!;
    if (target.to === "rating" && !(target.min >= 0 && target.min <= 1 && target.max > target.min && target.max <= 100)) {
      fault(name, "量表从 0 或 1 开始，最高不超过 100", "A scale starts at 0 or 1 and ends at 100 at most");
      continue;
    }
    if (target.to === "rating" && target.role === "expectation" && target.min === 0) {
      fault(name, "期望的量表要从 1 开始，0 不能做分母", "A scale of expectations starts at 1; nothing can be divided by 0");
      continue;
    }
    const question = questionOf(name, target, options.get(name) ?? []);
    if (question === null) continue;
    // four columns are one question
    const twin = keys.get(target.to === "price" ? `price ${target.part}` : question.key);
    if (twin !== undefined) {
      fault(name, `和「${twin}」对应到了同一项`, `Means the same as “${twin}”`);
      continue;
    }
    keys.set(target.to === "price" ? `price ${target.part}` : question.key, name);
    const scale =
      target.to === "metric" ? METRIC_SCALES[target.metric] : target.to === "rating" ? { min: target.min, max: target.max } : null;
    answers.push({
      index,
      name,
      question,
      scale,
      kano: target.to === "kano" ? target.order : null,
      part: target.to === "price" ? target.part : null,
    });
  }
  for (const [index, target] of targets.entries()) {
    const isPaired =
      target.to !== "kano" ||
      targets.some((other) => other.to === "kano" && other.attribute === target.attribute && other.side !== target.side);
    if (!isPaired)
      fault(names[index]!, "Kano 题要成对：还缺做得好或做得不好的那一半", "A Kano question comes in pairs: its other half is missing");
  }
  faults.push(...priceFaults(names, targets));
  const at = (to: Target["to"]): number[] => targets.flatMap((target, index) => (target.to === to ? [index] : []));
  for (const to of SINGLE) for (const index of at(to).slice(1)) fault(names[index]!, "这一项只能对应一列", "Only one column can be this");
  const [dateAt] = at("date");
  if (dateAt === undefined && mapping.defaultDay === undefined)
    faults.push({
      path: "body.defaultDay",
      "zh-CN": "没有日期列时，请填一个日期",
      en: "Without a date column, give one date for all rows",
    });
  const comments = at("comment");
  const [starsAt] = at("stars");
  const starsTarget = starsAt === undefined ? undefined : targets[starsAt];
  const stars =
    starsAt === undefined || starsTarget?.to !== "stars"
      ? null
      : { index: starsAt, name: names[starsAt]!, target: starsTarget, question: ratingQuestion(starsTarget) };
  if (answers.length === 0 && comments.length === 0 && stars === null)
    faults.push({
      path: "body.columns",
      "zh-CN": "至少要有一列评分、选项或评论",
      en: "At least one column must be a score, a choice or a comment",
    });
  if (faults.length > 0) refuse(faults);
  const title = { "zh-CN": mapping.title, en: mapping.title };
  const definition: SurveyDefinition = {
    locales: ["zh-CN", "en"],
    defaultLocale: "zh-CN",
    title,
    purpose: title,
    anonymity: "identified",
    layout: "single",
    pages: [{ key: "imported", questions: [...questionsOf(answers), ...(stars?.question ? [stars.question] : [])] }],
    closing: title,
    offerCallback: false,
  };
  const one = (to: Target["to"]): number | null => at(to)[0] ?? null;
  return {
    definition,
    series: seriesOf(definition, previous),
    answers,
    comments,
    stars,
    date: dateAt === undefined ? null : { index: dateAt, name: names[dateAt]!, target: targets[dateAt] as Extract<Target, { to: "date" }> },
    context: {
      unit: one("unit"),
      touchpoint: one("touchpoint"),
      segment: one("segment"),
      channel: one("channel"),
      customer: one("customer"),
      key: one("key"),
      weight: one("weight"),
      locale: one("locale"),
      ...(Object.fromEntries(POST_FIELDS.map((field) => [field, one(field)])) as Record<PostField, number | null>),
    },
  };
}

/** Prices make curves only together, and only in one currency. */
function priceFaults(names: readonly string[], targets: readonly Target[]): Fault[] {
  const prices = targets.flatMap((target, index) => (target.to === "price" ? [{ target, path: `body.columns.${names[index]!}` }] : []));
  const [first] = prices;
  if (first === undefined) return [];
  const missing = PRICE_PARTS.some((part) => !prices.some(({ target }) => target.part === part));
  const odd = prices.find(({ target }) => target.currency !== first.target.currency || target.step !== first.target.step);
  return [
    ...(missing
      ? [
          {
            path: first.path,
            "zh-CN": "四个价位要齐：太便宜、便宜、贵、太贵各一列",
            en: "All four prices are needed: too cheap, cheap, expensive and too expensive, one column each",
          },
        ]
      : []),
    ...(odd === undefined
      ? []
      : [{ path: odd.path, "zh-CN": "四个价位的货币和最小价差要一样", en: "The four prices need one currency and one step" }]),
  ];
}

/** Every question once, in the order of the columns. */
function questionsOf(answers: readonly AnswerColumn[]): Question[] {
  return answers
    .filter(({ question }, i) => answers.findIndex((other) => other.question.key === question.key) === i)
    .map(({ question }) => question);
}
