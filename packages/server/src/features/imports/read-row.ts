import { createHash } from "node:crypto";
import type { Mapping } from "@manyi/contracts";
import { readKanoAnswer } from "@manyi/core/analysis";
import { dayOfIsoDate, instantOf, isoWeekOf, localDayOf, monthIndexOf } from "@manyi/core/calendar";
import { LONGEST_TEXT, originKey, plainUrl } from "@manyi/core/feedback";
import { type Answers, highestPrice, KANO_OPTIONS, packAnswers, priceOfSteps, priceSteps, readPrice } from "@manyi/core/survey";
import { isEmptyCell, readDate, readNumber, readWhole } from "@manyi/core/tabular";
import { detectLanguage } from "@manyi/core/text";
import type { NewVoice } from "@manyi/store";
import { flagsOfRow } from "../respond/index.js";
import { shortKey } from "../sources/index.js";
import type { AnswerColumn, ImportPlan, POST_FIELDS } from "./plan.js";
import type { TableRow } from "./table-file.js";

/** Why a row is not taken in: the column, the cell, and what is wrong with it. */
export type Reject = {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly message: { readonly "zh-CN": string; readonly en: string };
};

type Place = { readonly id: number; readonly timeZone: string };
/** What the organisation knows; names and codes both lead to an id. */
export type Known = {
  readonly units: ReadonlyMap<string, Place>;
  readonly touchpoints: ReadonlyMap<string, number>;
  readonly segments: ReadonlyMap<string, number>;
  readonly customers: ReadonlyMap<string, string>;
  readonly defaultPlace: Place | null;
  readonly timeZone: string;
};

export type RowReader = {
  readonly tenantId: number;
  readonly surveyId: number;
  readonly version: number;
  readonly importId: string;
  readonly plan: ImportPlan;
  readonly mapping: Mapping;
  readonly names: readonly string[];
  readonly known: Known;
  readonly today: number;
  readonly uuid: () => string;
};

const say = (code: string, zh: string, en: string) => ({ code, message: { "zh-CN": zh, en } });

/** The value of one answer cell: a number on its scale, an option's id, or nothing. */
function answerOf({ question, scale, kano }: AnswerColumn, cell: string): { value: number | string | null } | ReturnType<typeof say> {
  if (isEmptyCell(cell)) return { value: null };
  if (kano !== null) {
    const code = readKanoAnswer(cell);
    if (code === null)
      return say("NOT_KANO", "不是喜欢、理应如此、无所谓、可以忍受、不喜欢之一", "None of like, must be, neutral, live with, dislike");
    // words say themselves what they mean, numbers do not
    const isTurned = kano === "likeLast" && readWhole(cell) !== null;
    return { value: KANO_OPTIONS[(isTurned ? 6 - code : code) - 1]!.id };
  }
  if (question.type === "single") {
    const option = question.options.find((one) => one.text["zh-CN"] === cell.trim());
    return option === undefined ? say("UNKNOWN_OPTION", "没有这个选项", "No such option") : { value: option.id };
  }
  if (question.type === "price") {
    const price = readPrice(cell);
    if (typeof price !== "number") return say("NOT_A_PRICE", "不是价格", "Not a price");
    if (price > highestPrice(question)) return say("OUT_OF_RANGE", `不超过 ${highestPrice(question)}`, `At most ${highestPrice(question)}`);
    return { value: priceOfSteps(question, priceSteps(question, price)) };
  }
  const value = readWhole(cell);
  if (value === null) return say("NOT_WHOLE", "不是整数", "Not a whole number");
  if (scale !== null && (value < scale.min || value > scale.max))
    return say("OUT_OF_RANGE", `应在 ${scale.min} 到 ${scale.max} 之间`, `Must lie between ${scale.min} and ${scale.max}`);
  return { value };
}

/** Reads one row into a voice, or says what is wrong with it. A row with one bad cell is refused as a whole: nothing is stored half. */
export function readRow(reader: RowReader, row: TableRow): { readonly voice: NewVoice } | { readonly reject: Reject } {
  const { plan, known, names } = reader;
  const cell = (index: number | null): string => (index === null ? "" : (row.cells[index] ?? ""));
  const reject = (index: number | null, fault: ReturnType<typeof say>) => ({
    reject: {
      row: row.number,
      column: index === null ? null : names[index]!,
      value: index === null ? null : cell(index).slice(0, 200),
      ...fault,
    },
  });
  if (row.cells.length > names.length)
    return reject(
      null,
      say(
        "TOO_MANY_CELLS",
        `这一行有 ${row.cells.length} 格，表头只有 ${names.length} 列`,
        `This row has ${row.cells.length} cells, the header ${names.length} columns`,
      ),
    );

  const { context } = plan;
  const unitText = cell(context.unit).trim();
  const place = unitText === "" ? known.defaultPlace : known.units.get(unitText);
  if (place === undefined)
    return reject(
      context.unit,
      say("UNKNOWN_UNIT", "没有这个单位，请先在组织里添加，或改对编号", "No such unit; add it to the organisation or correct its code"),
    );
  const timeZone = place?.timeZone ?? known.timeZone;

  const dated = plan.date === null ? null : cell(plan.date.index);
  const date =
    dated === null || isEmptyCell(dated)
      ? reader.mapping.defaultDay === undefined
        ? null
        : { day: dayOfIsoDate(reader.mapping.defaultDay), minute: null }
      : readDate(dated, plan.date!.target.format);
  if (date === null) return reject(plan.date?.index ?? null, say("NOT_A_DATE", "不是这种格式的日期", "Not a date of this format"));
  if (date.day > reader.today) return reject(plan.date?.index ?? null, say("IN_FUTURE", "日期在将来", "The date lies in the future"));

  const weightCell = cell(context.weight);
  const weight = isEmptyCell(weightCell) ? 1 : readNumber(weightCell);
  if (weight === null || weight <= 0 || weight > 1000)
    return reject(context.weight, say("BAD_WEIGHT", "权重应大于 0、不超过 1000", "A weight is above 0 and at most 1000"));

  const answers: Record<string, number | string | null | Record<string, number | string | null>> = {};
  let filled = 0;
  for (const column of plan.answers) {
    const read = answerOf(column, cell(column.index));
    if ("code" in read) return reject(column.index, read);
    const { key } = column.question;
    if (column.part === null) answers[key] = read.value;
    else answers[key] = { ...(answers[key] as Record<string, number | string | null> | undefined), [column.part]: read.value };
    if (read.value !== null) filled++;
  }
  const stars = readStars(plan, plan.stars === null ? "" : cell(plan.stars.index));
  if (stars !== null && "code" in stars) return reject(plan.stars!.index, stars);
  if (stars?.answer !== undefined) answers.rating = stars.answer;
  if (stars !== null) filled++;
  const post = postOf(reader, cell);
  if ("fault" in post) return reject(post.index, post.fault);
  const comment = commentOf(plan, reader.mapping, cell);
  if (comment.length > LONGEST_TEXT)
    return reject(plan.comments[0]!, say("TOO_LONG", `文字超过 ${LONGEST_TEXT} 字`, `The text is longer than ${LONGEST_TEXT} characters`));
  if (filled === 0 && comment === "") return reject(null, say("NOTHING_ANSWERED", "这一行没有任何回答", "Nothing is answered in this row"));

  const packed = packAnswers(plan.definition, plan.series, answers as Answers);
  // a review or a post is no questionnaire: only answers to surveys are looked at for their quality
  const flags =
    reader.mapping.source === "survey"
      ? flagsOfRow(plan.definition, answers as Answers, { ...packed, comment: comment === "" ? null : comment })
      : [];
  const detail = {
    ...post.detail,
    ...(plan.stars === null || stars === null
      ? {}
      : { rating: stars.value, ratingMin: plan.stars.target.min, ratingMax: plan.stars.target.max }),
    ...(reader.mapping.handling === "none" ? { handling: false } : {}),
  };
  const key = cell(context.key).trim();
  const content = createHash("sha1").update(row.cells.join("\u001f")).digest("base64url");
  const language = cell(context.locale).trim().toLowerCase();
  const named = (map: ReadonlyMap<string, number>, index: number | null) => map.get(cell(index).trim()) ?? null;
  return {
    voice: {
      tenantId: reader.tenantId,
      id: reader.uuid(),
      clientKey: post.key ?? `import:${reader.surveyId}:${key === "" ? `${row.number}:${content}` : `key:${key.slice(0, 120)}`}`,
      source: reader.mapping.source,
      channel: isEmptyCell(cell(context.channel)) ? "file" : cell(context.channel).trim().slice(0, 40),
      surveyId: reader.surveyId,
      version: reader.version,
      unitId: place?.id ?? null,
      touchpointId: named(known.touchpoints, context.touchpoint),
      segmentId: named(known.segments, context.segment),
      customerId: known.customers.get(cell(context.customer).trim()) ?? null,
      locale: language === "" && reader.mapping.source !== "survey" ? languageOf(comment) : language.startsWith("en") ? "en" : "zh-CN",
      anonymity: "identified",
      occurredAt: new Date(instantOf(date.day, date.minute ?? 720, timeZone)),
      localDay: date.day,
      isoWeek: isoWeekOf(date.day),
      localMonth: monthIndexOf(date.day),
      // what was asked is not known, so an open cell does not make a row half
      completeness: "complete",
      quality: flags.length > 0 ? "flagged" : "valid",
      flags,
      weight,
      ...packed,
      answers: { ...(answers as Answers), ...(post.contact === null ? {} : { contact: post.contact }) },
      comment: comment === "" ? null : comment,
      detail: Object.keys(detail).length === 0 ? null : detail,
      importId: reader.importId,
    },
  };
}

/** The rating a review carries: kept with its decimals, an answer only where it is whole and its scale is followed. */
function readStars(plan: ImportPlan, text: string): { readonly value: number; readonly answer?: number } | ReturnType<typeof say> | null {
  if (plan.stars === null || isEmptyCell(text)) return null;
  const { min, max } = plan.stars.target;
  const value = readNumber(text) ?? readWhole(text);
  if (value === null) return say("NOT_A_NUMBER", "评分不是数字", "The rating is no number");
  if (value < min || value > max) return say("OUT_OF_RANGE", `应在 ${min} 到 ${max} 之间`, `Must lie between ${min} and ${max}`);
  return plan.stars.question !== null && Number.isInteger(value) ? { value, answer: value } : { value };
}

/** The words of a row. Of another source than a survey they are kept as they were written, to the last blank. */
function commentOf(plan: ImportPlan, mapping: Mapping, cell: (index: number) => string): string {
  const [only, ...others] = plan.comments;
  if (mapping.source !== "survey" && only !== undefined && others.length === 0) return isEmptyCell(cell(only)) ? "" : cell(only);
  return plan.comments
    .map((index) => cell(index).trim())
    .filter((text) => !isEmptyCell(text))
    .join("\n")
    .slice(0, 8000);
}

function languageOf(text: string): "zh-CN" | "en" {
  return detectLanguage(text) === "en" ? "en" : "zh-CN";
}

type Post = {
  readonly key: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly contact: { readonly name?: string; readonly phone?: string; readonly email?: string } | null;
};

/** Where a post comes from and who wrote it; its number on its platform, or its address, makes it arrive once. */
function postOf(
  { plan, mapping, surveyId }: RowReader,
  cell: (index: number | null) => string,
): Post | { readonly index: number; readonly fault: ReturnType<typeof say> } {
  const { context } = plan;
  const text = (field: (typeof POST_FIELDS)[number], most: number) => {
    const found = cell(context[field]).trim();
    return isEmptyCell(found) ? null : found.slice(0, most);
  };
  const [platform, product, author, url, email, phone] = [
    text("platform", 60) ?? mapping.platform ?? null,
    text("product", 120),
    text("author", 100),
    text("url", 2000),
    text("email", 200),
    text("phone", 40),
  ];
  if (url !== null && plainUrl(url) === null)
    return { index: context.url!, fault: say("NOT_AN_ADDRESS", "这不是网址", "This is no web address") };
  const asked = /^(true|yes|y|1|是|要|需要|希望)$/i.test(text("asked", 20) ?? "");
  const id = cell(context.key).trim();
  const origin = originKey({ platform, id: platform === null || id === "" ? null : id, url }, `import-${surveyId}`);
  const told = Object.entries({ platform, product, author, url }).filter(([, value]) => value !== null);
  return {
    key: mapping.source === "survey" || origin === null ? null : shortKey(origin),
    detail: { ...Object.fromEntries(told), ...(asked ? { asked } : {}) },
    contact:
      email === null && phone === null
        ? null
        : { ...(author === null ? {} : { name: author }), ...(phone === null ? {} : { phone }), ...(email === null ? {} : { email }) },
  };
}

/** Today in the organisation's time zone: later dates are refused. */
export function todayOf(now: Date, timeZone: string): number {
  return localDayOf(now.getTime(), timeZone);
}
