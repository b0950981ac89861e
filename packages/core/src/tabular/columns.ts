import { type DateFormat, guessDateFormat, isEmptyCell, readNumber, readWhole } from "./cells.js";

/** What a look at a column's cells tells. Shares 0–1; `distinct` counts up to `DISTINCT_LIMIT`. */
export type ColumnProfile = {
  readonly name: string;
  readonly samples: readonly string[];
  readonly filled: number;
  readonly distinct: number;
  /** every filled cell is a whole number */
  readonly isWhole: boolean;
  readonly isNumber: boolean;
  readonly min: number | null;
  readonly max: number | null;
  /** share of the filled cells that are whole numbers from 0 to 10; a few typing errors do not hide a scale */
  readonly withinTen: number;
  readonly meanLength: number;
  readonly dateFormat: DateFormat | null;
  readonly rows: number;
};

export const DISTINCT_LIMIT = 500;

/**
 * Looks at the first rows of a table, column by column.
 *
 * @param names one per column
 * @param rows cells as text; shorter rows are filled with empty cells
 * @example
 * profileColumns(["store", "nps"], [["Harbour", "9"], ["Hillside", "7"], ["Harbour", "10"], ["Harbour", ""]])[1]
 * // => { name: "nps", samples: ["9", "7", "10"], filled: 0.75, distinct: 3, isWhole: true, isNumber: true, min: 7, max: 10, withinTen: 1, meanLength: 1.33333, dateFormat: null, rows: 4 }
 */
export function profileColumns(names: readonly string[], rows: readonly (readonly string[])[]): readonly ColumnProfile[] {
  return names.map((name, index) => {
    const filled = rows.map((row) => row[index] ?? "").filter((cell) => !isEmptyCell(cell));
    const distinct = new Set<string>();
    for (const cell of filled) if (distinct.size < DISTINCT_LIMIT) distinct.add(cell.trim());
    const values = [...distinct];
    const numbers = values.map(readNumber);
    const isNumber = values.length > 0 && numbers.every((value) => value !== null);
    const isWhole = values.length > 0 && values.every((value) => readWhole(value) !== null);
    const whole = isWhole ? values.map((value) => readWhole(value)!) : isNumber ? (numbers as number[]) : [];
    return {
      name,
      samples: values.slice(0, 5),
      filled: rows.length === 0 ? 0 : filled.length / rows.length,
      distinct: distinct.size,
      isWhole,
      isNumber,
      min: whole.length === 0 ? null : whole.reduce((a, b) => Math.min(a, b)),
      max: whole.length === 0 ? null : whole.reduce((a, b) => Math.max(a, b)),
      withinTen:
        filled.length === 0
          ? 0
          : filled.filter((cell) => {
              const value = readWhole(cell);
              return value !== null && value >= 0 && value <= 10;
            }).length / filled.length,
      meanLength: filled.length === 0 ? 0 : filled.reduce((sum, cell) => sum + cell.trim().length, 0) / filled.length,
      dateFormat: guessDateFormat(values.slice(0, 200), name),
      rows: rows.length,
    };
  });
}

/** What a column becomes in a voice. Mirrors the contract's mapping targets. */
export type ColumnTarget =
  | { readonly to: "ignore" | "comment" | "unit" | "touchpoint" | "segment" | "channel" | "customer" | "key" | "weight" | "locale" }
  | { readonly to: "metric"; readonly metric: "nps" | "csat" | "ces" }
  | {
      readonly to: "rating";
      readonly attribute: string;
      readonly role: "perception" | "expectation";
      readonly min: number;
      readonly max: number;
    }
  | { readonly to: "choice"; readonly key: string }
  | { readonly to: "date"; readonly format: DateFormat };

/** Why a target was suggested; the screens say it in words. */
export type Why = "name" | "name_and_range" | "range" | "dates" | "few_values" | "free_text" | "every_row_differs" | "empty" | "unclear";
export type Suggestion = { readonly target: ColumnTarget; readonly why: Why };

const NAMES: readonly (readonly [RegExp, ColumnTarget["to"]])[] = [
  [/^(id|uuid|response.?id|record.?id|序号|编号|答卷编号|答卷id)$/i, "key"],
  [/store|unit|branch|outlet|门店|店铺|网点|单位|组织/i, "unit"],
  [/touch.?point|触点/i, "touchpoint"],
  [/segment|细分|客群|客户类型|用户类型/i, "segment"],
  [/^channel|source|渠道|来源/i, "channel"],
  [/customer.?(id|no)|member.?(id|no)|客户编号|会员号|会员编号/i, "customer"],
  [/weight|权重/i, "weight"],
  [/^lang(uage)?$|locale|语言/i, "locale"],
  [/comment|remark|suggest|reason|feedback|verbatim|why|建议|意见|原因|评论|评价内容|备注|留言/i, "comment"],
];
/** Numbers under such a name are codes, not scores. */
const CODED = /(type|kind|category|group|class|code|gender|sex|region|age|method|plan)$|类型|类别|性别|年龄|地区|方式/i;
const RECOMMEND = /nps|ltr|recommend|推荐/i;
const OVERALL = /overall|csat|总体|整体|总满意/i;
const EFFORT = /\bces\b|effort|easy|easi|费力|省力|轻松/i;
const EXPECTED = /^(e|exp|expect\w*)[_\s-]|^期望|期望$|（期望）|\(期望\)/i;
const PERCEIVED = /^(p|perc\w*)[_\s-]|^感受|感受$|（感受）|\(感受\)/i;

/** The attribute a rating column is about: its name without the words that say expectation or perception. */
function attributeOf(name: string): string {
  const bare = name
    .trim()
    .replace(EXPECTED, "")
    .replace(PERCEIVED, "")
    .replace(/(满意度|评分|得分|打分)$/, "");
  return (bare === "" ? name.trim() : bare)
    .toLowerCase()
    .replace(/[\s/]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
}

/** The scale that holds a range; `null` when it is no usual rating scale. */
function scaleOf(min: number, max: number): { min: number; max: number } | null {
  if (min < 0 || max > 10 || max < 2) return null;
  if (min === 0) return { min: 0, max: max <= 5 ? 5 : 10 };
  return { min: 1, max: max <= 5 ? 5 : max <= 7 ? 7 : 10 };
}

function suggestOne(column: ColumnProfile): Suggestion {
  if (column.filled === 0) return { target: { to: "ignore" }, why: "empty" };
  const { name, min, max } = column;
  if (RECOMMEND.test(name) && column.withinTen >= 0.7) return { target: { to: "metric", metric: "nps" }, why: "name_and_range" };
  if (column.isWhole && min !== null && max !== null) {
    if (OVERALL.test(name) && min >= 1 && max <= 5) return { target: { to: "metric", metric: "csat" }, why: "name_and_range" };
    if (EFFORT.test(name) && min >= 1 && max <= 7) return { target: { to: "metric", metric: "ces" }, why: "name_and_range" };
  }
  if (column.dateFormat !== null) return { target: { to: "date", format: column.dateFormat }, why: "dates" };
  const named = NAMES.find(([pattern]) => pattern.test(name))?.[1];
  if (named !== undefined) return { target: { to: named } as ColumnTarget, why: "name" };
  if (column.isWhole && min !== null && max !== null) {
    const scale = scaleOf(min, max);
    if (scale !== null && !CODED.test(name) && (column.distinct >= 4 || EXPECTED.test(name) || PERCEIVED.test(name))) {
      return {
        target: { to: "rating", attribute: attributeOf(name), role: EXPECTED.test(name) ? "expectation" : "perception", ...scale },
        why: "range",
      };
    }
    if (column.rows > 20 && column.distinct >= Math.min(column.rows, DISTINCT_LIMIT) && column.filled === 1)
      return { target: { to: "key" }, why: "every_row_differs" };
  }
  if (column.distinct <= 20 && (column.rows < 40 || column.distinct < column.rows / 3))
    return { target: { to: "choice", key: choiceKey(name) }, why: "few_values" };
  if (!column.isNumber && column.meanLength >= 6) return { target: { to: "comment" }, why: "free_text" };
  return { target: { to: "ignore" }, why: "unclear" };
}

/**
 * A name fit for a question key: lower-case letters, digits, `_`; a name without any gets one from its characters.
 *
 * @example
 * choiceKey("Fuel type") // => "fuel_type"
 */
export function choiceKey(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 30);
  if (/^[a-z]/.test(plain) && plain.length >= 2) return plain;
  let hash = 0;
  for (const char of name) hash = (Math.imul(hash, 31) + char.codePointAt(0)!) >>> 0;
  return `c_${hash.toString(36)}`;
}

/**
 * A target for every column. A metric, a date, a key … is suggested once; the second candidate becomes a rating, a choice or is left out.
 *
 * @example
 * const rows = [["港湾店", "9", "上菜快"], ["山麓店", "7", "等位有点久"], ["港湾店", "10", "味道好，服务也好"]];
 * suggestTargets(profileColumns(["门店", "推荐意愿", "原因"], rows))
 * // => [{ target: { to: "unit" }, why: "name" }, { target: { to: "metric", metric: "nps" }, why: "name_and_range" }, { target: { to: "comment" }, why: "name" }]
 */
export function suggestTargets(columns: readonly ColumnProfile[]): readonly Suggestion[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const { target, why } = suggestOne(column);
    const single =
      target.to === "metric"
        ? target.metric
        : ["date", "key", "unit", "touchpoint", "segment", "channel", "customer", "weight", "locale"].includes(target.to)
          ? target.to
          : null;
    if (single === null) return { target, why };
    if (!taken.has(single)) {
      taken.add(single);
      return { target, why };
    }
    const scale = column.isWhole && column.min !== null && column.max !== null ? scaleOf(column.min, column.max) : null;
    if (target.to === "metric" && scale !== null)
      return { target: { to: "rating", attribute: attributeOf(column.name), role: "perception", ...scale }, why: "range" };
    return column.distinct <= 20
      ? { target: { to: "choice", key: choiceKey(column.name) }, why: "few_values" }
      : { target: { to: "ignore" }, why: "unclear" };
  });
}
