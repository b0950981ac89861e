import type { Scale } from "../measures/index.js";
import type { DateFormat } from "../tabular/index.js";
import type { ColumnReading } from "./targets.js";

/** Drivers that one analysis takes; with more, the best filled ones. */
export const MAX_DRIVERS = 30;
/** Columns by which answers are split. */
export const MAX_DIMENSIONS = 24;

export type ScoredKind = "nps" | "csat" | "ces" | "rating" | "expectation" | "importance";

/** A column of scores: where it stands in a row, and its scale. */
export interface ScoredColumn {
  readonly name: string;
  readonly index: number;
  readonly kind: ScoredKind;
  readonly scale: Scale;
  /** what a rating, an expectation or an importance is about */
  readonly attribute: string;
}

/** Two columns about the same thing, as positions in `scored`. */
export interface ScoredPair {
  readonly attribute: string;
  readonly first: number;
  readonly second: number;
}

export type LeftOutReason = "MOSTLY_EMPTY" | "TOO_MANY";

/** What one pass over the rows has to count. */
export interface AnalysisPlan {
  readonly columns: readonly ColumnReading[];
  readonly scored: readonly ScoredColumn[];
  /** expectation, then perception */
  readonly pairs: readonly ScoredPair[];
  readonly kano: readonly { readonly feature: string; readonly functional: number; readonly dysfunctional: number }[];
  readonly dimensions: readonly { readonly name: string; readonly index: number }[];
  readonly date: { readonly name: string; readonly index: number; readonly format: DateFormat } | null;
  readonly key: number | null;
  /** column that says how much a row counts */
  readonly weight: number | null;
  /** position in `scored` of what the drivers are to explain */
  readonly outcome: number | null;
  /** positions in `scored` */
  readonly drivers: readonly number[];
  readonly leftOut: readonly { readonly name: string; readonly reason: LeftOutReason }[];
  /** positions in `scored` of the ratings that share the most frequent scale: the block whose patterns are looked at */
  readonly block: readonly number[];
}

export interface PlanOptions {
  /** name of the column to explain; default the recommendation, overall satisfaction, effort, or a rating named so */
  readonly outcome?: string;
}

const OVERALL = /overall|general|总体|整体|总的|^(cu)?sat?1?$|^cusa_?1?$|^sat(isfaction)?[_\s.-]?1?$|^csat/i;
const DIMENSIONS: readonly string[] = ["unit", "touchpoint", "segment", "channel", "locale", "choice"];

/**
 * Plans the counting for columns read as told: which are scores, pairs, drivers, dimensions, dates.
 *
 * @param columns in the order of the table
 * @param rows the first rows as text; they tell which drivers are mostly empty
 * @throws {RangeError} when the outcome is no column of scores
 * @example
 * planAnalysis([{ name: "ltr", target: { to: "metric", metric: "nps" }, why: "name", samples: [], filled: 1 }], []).outcome // => 0
 */
export function planAnalysis(
  columns: readonly ColumnReading[],
  rows: readonly (readonly string[])[],
  options: PlanOptions = {},
): AnalysisPlan {
  const scored = columns.flatMap((column, index) => scoredColumn(column, index) ?? []);
  const outcome = outcomeOf(scored, options.outcome);
  const candidates = scored.flatMap(({ kind }, at) => (kind === "rating" && at !== outcome ? [at] : []));
  const { kept, leftOut } = outcome === null ? { kept: [], leftOut: [] } : chooseDrivers(candidates, outcome, scored, rows);
  const dated = columns.findIndex(({ target }) => target.to === "date");
  const date = columns[dated]?.target;
  const indexOf = (to: string) => {
    const index = columns.findIndex(({ target }) => target.to === to);
    return index < 0 ? null : index;
  };
  return {
    columns,
    scored,
    pairs: pairsOf(scored),
    kano: kanoOf(columns),
    dimensions: columns
      .flatMap(({ name, target }, index) => (DIMENSIONS.includes(target.to) ? [{ name, index }] : []))
      .slice(0, MAX_DIMENSIONS),
    date: date?.to === "date" ? { name: columns[dated]!.name, index: dated, format: date.format } : null,
    key: indexOf("key"),
    weight: indexOf("weight"),
    outcome,
    drivers: kept,
    leftOut,
    block: blockOf(scored),
  };
}

function scoredColumn({ name, target }: ColumnReading, index: number): ScoredColumn | null {
  if (target.to === "metric") {
    const scale = { nps: { min: 0, max: 10 }, csat: { min: 1, max: 5 }, ces: { min: 1, max: 7 } }[target.metric];
    return { name, index, kind: target.metric, scale, attribute: name };
  }
  if (target.to === "importance")
    return { name, index, kind: "importance", scale: { min: target.min, max: target.max }, attribute: target.attribute };
  if (target.to !== "rating") return null;
  const kind = target.role === "expectation" ? "expectation" : "rating";
  return { name, index, kind, scale: { min: target.min, max: target.max }, attribute: target.attribute };
}

function outcomeOf(scored: readonly ScoredColumn[], told: string | undefined): number | null {
  if (told !== undefined) {
    const at = scored.findIndex(({ name }) => name === told);
    if (at < 0) throw new RangeError(`the outcome ${told} is no column of scores`);
    return at;
  }
  for (const kind of ["nps", "csat", "ces"] as const) {
    const at = scored.findIndex((column) => column.kind === kind);
    if (at >= 0) return at;
  }
  const named = scored.findIndex(({ kind, name }) => kind === "rating" && OVERALL.test(name));
  return named < 0 ? null : named;
}

/** Leaves out the emptiest driver as long as fewer than half of the first rows with an outcome have answered all of them. */
function chooseDrivers(
  candidates: readonly number[],
  outcome: number,
  scored: readonly ScoredColumn[],
  rows: readonly (readonly string[])[],
) {
  const isFilled = (at: number, row: readonly string[]) => (row[scored[at]!.index] ?? "").trim() !== "";
  const asked = rows.filter((row) => isFilled(outcome, row));
  const filled = new Map(candidates.map((at) => [at, asked.filter((row) => isFilled(at, row)).length]));
  const leftOut: { name: string; reason: LeftOutReason }[] = [];
  let kept = [...candidates];
  const drop = (reason: LeftOutReason) => {
    const emptiest = kept.reduce((worst, at) => (filled.get(at)! < filled.get(worst)! ? at : worst));
    kept = kept.filter((at) => at !== emptiest);
    leftOut.push({ name: scored[emptiest]!.name, reason });
  };
  const complete = () => asked.filter((row) => kept.every((at) => isFilled(at, row))).length;
  while (kept.length > 1 && complete() * 2 < asked.length) drop("MOSTLY_EMPTY");
  while (kept.length > MAX_DRIVERS) drop("TOO_MANY");
  return { kept, leftOut };
}

function pairsOf(scored: readonly ScoredColumn[]): ScoredPair[] {
  return scored.flatMap(({ kind, attribute, scale }, first) => {
    if (kind !== "expectation") return [];
    const second = scored.findIndex(
      (one) => one.kind === "rating" && one.attribute === attribute && one.scale.min === scale.min && one.scale.max === scale.max,
    );
    return second < 0 ? [] : [{ attribute, first, second }];
  });
}

function kanoOf(columns: readonly ColumnReading[]) {
  const find = (feature: string, side: string) =>
    columns.findIndex(({ target }) => target.to === "kano" && target.feature === feature && target.side === side);
  const features = new Set(columns.flatMap(({ target }) => (target.to === "kano" ? [target.feature] : [])));
  return [...features].flatMap((feature) => {
    const [functional, dysfunctional] = [find(feature, "functional"), find(feature, "dysfunctional")];
    return functional < 0 || dysfunctional < 0 ? [] : [{ feature, functional, dysfunctional }];
  });
}

function blockOf(scored: readonly ScoredColumn[]): number[] {
  const byScale = new Map<string, number[]>();
  for (const [at, { kind, scale }] of scored.entries()) {
    if (kind !== "rating") continue;
    const name = `${scale.min}-${scale.max}`;
    byScale.set(name, [...(byScale.get(name) ?? []), at]);
  }
  return [...byScale.values()].reduce<number[]>((best, next) => (next.length > best.length ? next : best), []);
}
