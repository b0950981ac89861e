import {
  type ColumnProfile,
  type ColumnTarget,
  choiceKey,
  isEmptyCell,
  profileColumns,
  suggestTargets,
  type Why,
} from "../tabular/index.js";
import { isLabelScale, readAnswer, readKanoAnswer } from "./answer-words.js";
import { MAX_CATEGORIES } from "./categories.js";

/** What a column means to an analysis: what it may become in a voice, one half of a Kano pair, or stated importance. */
export type AnalysisTarget =
  | ColumnTarget
  | { readonly to: "kano"; readonly feature: string; readonly side: "functional" | "dysfunctional" }
  | { readonly to: "importance"; readonly attribute: string; readonly min: number; readonly max: number };

/** Why a meaning was taken: as in an import, or because the column belongs to another, or because the caller said so. */
export type ReadingReason = Why | "answer_words" | "pair" | "only_zero_to_ten" | "told";

/** A column with the meaning it is read with. */
export interface ColumnReading {
  readonly name: string;
  readonly target: AnalysisTarget;
  readonly why: ReadingReason;
  /** the first different values */
  readonly samples: readonly string[];
  /** share of the rows looked at that are filled, 0..1 */
  readonly filled: number;
}

const FUNCTIONAL = /[_\s.-]?(?<!dys)functional$|[_\s.-](pos|positive|with)$|[（(]?(具备|提供|正向)[）)]?$/i;
const DYSFUNCTIONAL = /[_\s.-]?dysfunctional$|[_\s.-](neg|negative|without)$|[（(]?(不具备|不提供|反向|负向)[）)]?$/i;
const IMPORTANCE = /[_\s.-]?importance$|^imp(ortance)?[_\s.-]|[（(]?重要(性|程度|度)?[）)]?$/i;
/** Whole numbers under such a name sort people, they do not rate anything. */
const SORTING =
  /(^|[_\s.-])(provider|brand|product|cohort|wave|round|education|income|tenure|senior|status|household|occupation|country|province|city|department|\w*(type|seniority|provider|citizen))$|(品牌|产品|轮次|学历|收入|职业|城市|省份|部门|等级|工龄|年限)$/i;
/** What survey programs write for "not answered" or "does not know". */
const NOT_ANSWERED = /^(-(1|8|9|88|98|99|888|998|999)|88|98|99|888|998|999)$/;
const ADVOCACY = /^rec$|^nps|advoca|推荐/i;

/**
 * Guesses what every column of a table of answers means; says why, so that a person can judge the guess.
 *
 * Builds on the guess of an import and adds Kano pairs, stated importance, rating labels, and the one 0–10 column among others. A few
 * −99 do not hide a scale: they are no answers on it.
 *
 * @param names one per column
 * @param rows the first rows as text
 * @example
 * readColumns(["F1_functional", "F1_dysfunctional"], [["I like it", "I dislike it"], ["I expect it", "I can tolerate it"]])[1].target // => { to: "kano", feature: "F1", side: "dysfunctional" }
 */
export function readColumns(names: readonly string[], rows: readonly (readonly string[])[]): readonly ColumnReading[] {
  const { profiles, suggested } = profilesOf(names, rows);
  const values = names.map((_, index) => distinctValues(rows, index));
  const readings = profiles.map((profile, index): ColumnReading => {
    const { target, why } = refine(profile, values[index]!, suggested[index]!.target, suggested[index]!.why);
    return { name: profile.name, target, why, samples: profile.samples, filled: profile.filled };
  });
  const scaled = withSiblingScale(withSixPoints(readings, profiles));
  return withMetric(withSharedScale(unpaired(withImportance(scaled, profiles))), profiles);
}

/** Looks past codes for "not answered" where a rating scale is left without them. */
function profilesOf(names: readonly string[], rows: readonly (readonly string[])[]) {
  const profiles = profileColumns(names, rows);
  const suggested = suggestTargets(profiles);
  const hidden = profiles.map(({ isWhole, min, max }) => isWhole && min !== null && max !== null && (min < 0 || max > 10));
  if (!hidden.some((isHidden) => isHidden)) return { profiles, suggested };
  const seen = profileColumns(
    names,
    rows.map((row) => row.map((cell, index) => (hidden[index] === true && NOT_ANSWERED.test(cell.trim()) ? "" : cell))),
  );
  const better = suggestTargets(seen);
  const isRating = (index: number) => hidden[index] === true && better[index]!.target.to === "rating";
  return {
    profiles: profiles.map((profile, index) => (isRating(index) ? seen[index]! : profile)),
    suggested: suggested.map((one, index) => (isRating(index) ? better[index]! : one)),
  };
}

function distinctValues(rows: readonly (readonly string[])[], index: number): string[] {
  const seen = new Set<string>();
  for (const row of rows) {
    const cell = row[index] ?? "";
    if (!isEmptyCell(cell)) seen.add(cell.trim());
    if (seen.size > 60) break;
  }
  return [...seen];
}

function refine(
  profile: ColumnProfile,
  values: readonly string[],
  target: ColumnTarget,
  why: Why,
): { target: AnalysisTarget; why: ReadingReason } {
  const half = kanoHalfOf(profile.name, values);
  if (half !== null) return { target: { to: "kano", ...half }, why: "answer_words" };
  if (IMPORTANCE.test(profile.name)) {
    const numbers = values.map(readAnswer);
    const attribute = profile.name.trim().replace(IMPORTANCE, "");
    if (attribute !== "" && numbers.length > 0 && numbers.every((value) => value !== null))
      return { target: { to: "importance", attribute, ...rangeOf(numbers) }, why: "name_and_range" };
  }
  if (isLabelScale(values) && target.to !== "rating") return { target: ratingOf(profile.name, 1, 5), why: "answer_words" };
  if (target.to === "rating" && SORTING.test(profile.name))
    return { target: { to: "choice", key: choiceKey(profile.name) }, why: "few_values" };
  const isRepeated = values.length <= MAX_CATEGORIES && profile.rows >= 5 * values.length && profile.meanLength < 40;
  if (target.to === "comment" && why === "free_text" && isRepeated)
    return { target: { to: "choice", key: choiceKey(profile.name) }, why: "few_values" };
  return { target, why };
}

/** One half of a Kano pair: what it is about, and whether it asks how it is when it is there or when it is not. */
export interface KanoHalf {
  readonly feature: string;
  readonly side: "functional" | "dysfunctional";
}

/** By the name of the column and answers that can all be read. */
function kanoHalfOf(name: string, values: readonly string[]): KanoHalf | null {
  const side = DYSFUNCTIONAL.test(name) ? "dysfunctional" : FUNCTIONAL.test(name) ? "functional" : null;
  if (side === null || values.length === 0 || !values.every((value) => readKanoAnswer(value) !== null)) return null;
  const feature = name.trim().replace(side === "functional" ? FUNCTIONAL : DYSFUNCTIONAL, "");
  return feature === "" ? null : { feature, side };
}

/**
 * Which columns of a table are the two halves of a Kano pair; a half without its other half is none.
 *
 * @param names one per column
 * @param rows the first rows as text
 * @returns one per column, `null` where it is no half
 * @example
 * kanoHalves(["停车（具备）", "停车（不具备）", "原因"], [["喜欢", "理应如此", "方便"]])[1] // => { feature: "停车", side: "dysfunctional" }
 */
export function kanoHalves(names: readonly string[], rows: readonly (readonly string[])[]): readonly (KanoHalf | null)[] {
  const halves = names.map((name, index) => kanoHalfOf(name, distinctValues(rows, index)));
  return halves.map((half) =>
    half !== null && halves.some((other) => other !== null && other.feature === half.feature && other.side !== half.side) ? half : null,
  );
}

function ratingOf(name: string, min: number, max: number): AnalysisTarget {
  return { to: "rating", attribute: name.trim(), role: "perception", min, max };
}

function rangeOf(values: readonly number[]): { min: number; max: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const max = [3, 5, 7, 9, 10].find((end) => high <= end) ?? high;
  return { min: Math.min(low, 1), max };
}

/** Several scales guessed as 1–7 of which none shows a 7 have six points. */
function withSixPoints(readings: readonly ColumnReading[], profiles: readonly ColumnProfile[]): ColumnReading[] {
  const isSeven = ({ target }: ColumnReading) => target.to === "rating" && target.min === 1 && target.max === 7;
  const sevens = readings.flatMap((reading, index) => (isSeven(reading) ? [profiles[index]!.max] : []));
  if (sevens.length < 2 || sevens.some((max) => max !== 6)) return [...readings];
  return readings.map((reading) =>
    isSeven(reading) && reading.target.to === "rating" ? { ...reading, target: { ...reading.target, max: 6 } } : reading,
  );
}

/** `loy2` stands on the 0–10 scale of `loy1` and `loy3`, also when nobody gave it a 0. */
function withSiblingScale(readings: readonly ColumnReading[]): ColumnReading[] {
  const stemOf = (name: string) => /^(.*[^\d\s_.-])[\s_.-]*\d+$/.exec(name.trim())?.[1] ?? null;
  const fromZero = new Set(
    readings.flatMap(({ name, target }) => (target.to === "rating" && target.min === 0 && target.max === 10 ? [stemOf(name)] : [])),
  );
  fromZero.delete(null);
  return readings.map((reading) => {
    const { name, target } = reading;
    const isSibling = target.to === "rating" && target.min === 1 && target.max === 10 && fromZero.has(stemOf(name));
    return isSibling ? { ...reading, target: { ...target, min: 0 } } : reading;
  });
}

/** `qi6` beside `q6` holds how important the matter of `q6` is, when its range is narrower or the name says so. */
function withImportance(readings: readonly ColumnReading[], profiles: readonly ColumnProfile[]): ColumnReading[] {
  const byName = new Map(readings.map((reading) => [reading.name, reading]));
  return readings.map((reading, index) => {
    const match = /^([a-z]+)i(\d+)$/i.exec(reading.name);
    const rated = match === null ? undefined : byName.get(`${match[1]}${match[2]}`)?.target;
    const { min, max } = profiles[index]!;
    if (rated?.to !== "rating" || min === null || max === null || max > rated.max || min < 0) return reading;
    return { ...reading, target: { to: "importance", attribute: rated.attribute, min: 1, max: Math.max(max, 3) }, why: "pair" };
  });
}

/** A half without its other half is no pair. */
function unpaired(readings: readonly ColumnReading[]): ColumnReading[] {
  return readings.map((reading) => {
    const { target } = reading;
    if (target.to !== "kano") return reading;
    const other = readings.some(({ target: one }) => one.to === "kano" && one.feature === target.feature && one.side !== target.side);
    return other ? reading : { ...reading, target: { to: "choice", key: choiceKey(reading.name) }, why: "few_values" };
  });
}

/** Expectation and perception of one attribute were asked on one scale: the wider of the two that the answers show. */
function withSharedScale(readings: readonly ColumnReading[]): ColumnReading[] {
  return readings.map((reading) => {
    const { target } = reading;
    if (target.to !== "rating") return reading;
    const other = readings.find(({ target: one }) => one.to === "rating" && one.attribute === target.attribute && one.role !== target.role);
    if (other?.target.to !== "rating") return reading;
    const scale = { min: Math.min(target.min, other.target.min), max: Math.max(target.max, other.target.max) };
    return { ...reading, target: { ...target, ...scale } };
  });
}

/** Without a column that names itself the recommendation question: the one called so, or the only 0–10 column among shorter scales. */
function withMetric(readings: readonly ColumnReading[], profiles: readonly ColumnProfile[]): ColumnReading[] {
  if (readings.some(({ target }) => target.to === "metric" && target.metric === "nps")) return [...readings];
  const tens = readings.flatMap(({ target }, index) => (target.to === "rating" && target.min === 0 && target.max === 10 ? [index] : []));
  const ratings = readings.filter(({ target }) => target.to === "rating").length;
  const named = tens.find((index) => ADVOCACY.test(profiles[index]!.name));
  const at = named ?? (tens.length === 1 && ratings > 1 ? tens[0] : undefined);
  if (at === undefined) return [...readings];
  return readings.map((reading, index) =>
    index === at
      ? { ...reading, target: { to: "metric", metric: "nps" }, why: named === undefined ? "only_zero_to_ten" : "name_and_range" }
      : reading,
  );
}
