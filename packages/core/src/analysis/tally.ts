import type { Moments } from "../drivers/index.js";
import { isEmptyCell, readDate } from "../tabular/index.js";
import { readAnswer, readKanoAnswer } from "./answer-words.js";
import { MAX_CATEGORIES } from "./categories.js";
import { fingerprints, REMEMBERED_ROWS } from "./fingerprints.js";
import { momentGroups, RANDOM_GROUPS } from "./moment-groups.js";
import type { AnalysisPlan, ScoredColumn } from "./plan.js";

/** Answers of one column by value of its scale, from the lowest up. */
export type ValueCounts = Uint32Array;

/** Counts per scored column, in the order of the plan. */
export type CountsByColumn = readonly ValueCounts[];

/** Answers of one column that have a weight, by value: how many, Σw and Σw². */
export interface ValueWeights {
  readonly counts: ValueCounts;
  readonly w: Float64Array;
  readonly ww: Float64Array;
}

/** All that an analysis needs of a table: counts, sums and products, never rows. */
export interface Tally {
  readonly plan: AnalysisPlan;
  readonly rows: number;
  readonly counts: CountsByColumn;
  /** per scored column; `null` without a column of weights */
  readonly weights: readonly ValueWeights[] | null;
  /** rows whose weight is missing or no number ≥ 0: they take no part in weighted figures */
  readonly unweighted: number;
  /** filled cells that are no answer on the scale */
  readonly outside: readonly number[];
  readonly missing: readonly number[];
  /** per dimension of the plan: counts by category; `null` is the rest beyond the categories kept apart */
  readonly dimensions: readonly { readonly categories: ReadonlyMap<string | null, CountsByColumn>; readonly missing: number }[];
  /** by local day */
  readonly days: ReadonlyMap<number, CountsByColumn>;
  readonly undated: number;
  /** per pair of the plan: size × size, row = first */
  readonly pairs: readonly Uint32Array[];
  /** per Kano feature of the plan: 25 counts, row = functional */
  readonly kano: readonly Uint32Array[];
  /** per driver of the plan: counts by value of the driver (rows) and of the outcome */
  readonly withOutcome: readonly (readonly Uint32Array[])[];
  /** the drivers, then the outcome; `null` without an outcome or drivers */
  readonly driverMoments: { readonly total: Moments; readonly groups: readonly Moments[] } | null;
  readonly blockMoments: Moments | null;
  readonly straightLines: { readonly found: number; readonly looked: number };
  readonly repeats: { readonly rows: number; readonly keys: number; readonly looked: number };
  readonly unanswered: number;
}

/** Fewer answers in a row say nothing about a straight line. */
export const STRAIGHT_LINE_ITEMS = 5;
/** Rows without an id and with fewer filled cells may well be equal by chance. */
export const REPEAT_CELLS = 10;
const REMEMBERED_CELLS = 5000;

/** A reader of cells that remembers what it has read: ratings repeat. Gives the place on the scale, −1 empty, −2 no such answer. */
function remembered(read: (cell: string) => number): (cell: string) => number {
  const known = new Map<string, number>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const place = read(cell);
    if (known.size < REMEMBERED_CELLS) known.set(cell, place);
    return place;
  };
}

function placeReader({ scale }: ScoredColumn): (cell: string) => number {
  return remembered((cell) => {
    if (isEmptyCell(cell)) return -1;
    const value = readAnswer(cell);
    return value === null || value < scale.min || value > scale.max ? -2 : value - scale.min;
  });
}

/**
 * Counts a table in one pass; memory depends on the plan, not on the number of rows.
 *
 * @example
 * const plan = planAnalysis([{ name: "ltr", target: { to: "metric", metric: "nps" }, why: "name", samples: [], filled: 1 }], []);
 * const counting = createTally(plan);
 * counting.add(["9"]);
 * counting.done().rows // => 1
 */
export function createTally(plan: AnalysisPlan): { readonly add: (cells: readonly string[]) => void; readonly done: () => Tally } {
  const { scored } = plan;
  const fresh = (): ValueCounts[] => scored.map(({ scale }) => new Uint32Array(scale.max - scale.min + 1));
  const counts = fresh();
  const weights =
    plan.weight === null
      ? null
      : counts.map(
          ({ length }): ValueWeights => ({ counts: new Uint32Array(length), w: new Float64Array(length), ww: new Float64Array(length) }),
        );
  const weightOf = remembered((cell) => {
    const weight = isEmptyCell(cell) ? Number.NaN : Number(cell);
    return weight >= 0 && Number.isFinite(weight) ? weight : -1;
  });
  const outside = scored.map(() => 0);
  const missing = scored.map(() => 0);
  const readers = scored.map(placeReader);
  const places = new Int32Array(scored.length);
  const dimensions = plan.dimensions.map(() => ({ categories: new Map<string | null, ValueCounts[]>(), missing: 0 }));
  const days = new Map<number, ValueCounts[]>();
  const dayOf = remembered((cell) => (plan.date === null ? -1 : (readDate(cell, plan.date.format)?.day ?? -1)));
  const pairs = plan.pairs.map(({ first, second }) => new Uint32Array(counts[first]!.length * counts[second]!.length));
  const kano = plan.kano.map(() => new Uint32Array(25));
  const kanoOf = remembered((cell) => (isEmptyCell(cell) ? 0 : (readKanoAnswer(cell) ?? 0)));
  const explained = plan.outcome === null || plan.drivers.length === 0 ? null : [...plan.drivers, plan.outcome];
  const drivers = explained === null ? null : momentGroups(explained.map((at) => scored[at]!.name));
  const withOutcome =
    explained === null ? [] : plan.drivers.map((at) => Array.from(counts[at]!, () => new Uint32Array(counts[plan.outcome!]!.length)));
  const block = plan.block.length < 3 ? null : momentGroups(plan.block.map((at) => scored[at]!.name));
  const values = new Float64Array(scored.length);
  const knownRows = fingerprints(REMEMBERED_ROWS);
  const knownKeys = fingerprints(plan.key === null ? 1 : REMEMBERED_ROWS);
  const straightLines = { found: 0, looked: 0 };
  const repeats = { rows: 0, keys: 0, looked: 0 };
  let rows = 0;
  let undated = 0;
  let unanswered = 0;
  let unweighted = 0;

  const count = (into: ValueCounts[]) => {
    for (let at = 0; at < places.length; at++) if (places[at]! >= 0) into[at]![places[at]!]!++;
  };
  const weigh = (cells: readonly string[]) => {
    if (weights === null) return;
    const weight = weightOf(cells[plan.weight!] ?? "");
    if (weight < 0) {
      unweighted++;
      return;
    }
    for (let at = 0; at < places.length; at++) {
      const place = places[at]!;
      if (place < 0) continue;
      weights[at]!.counts[place]!++;
      weights[at]!.w[place]! += weight;
      weights[at]!.ww[place]! += weight * weight;
    }
  };
  const addMoments = (into: ReturnType<typeof momentGroups> | null, columns: readonly number[]) => {
    if (into === null) return;
    for (let i = 0; i < columns.length; i++) {
      const at = columns[i]!;
      if (places[at]! < 0) return;
      values[i] = places[at]! + scored[at]!.scale.min;
    }
    into.add(values, (Math.imul(rows, 0x9e3779b1) >>> 8) % RANDOM_GROUPS);
  };
  const addQuality = (cells: readonly string[]) => {
    let answered = 0;
    let isAlike = true;
    let first = -1;
    for (const at of plan.block) {
      if (places[at]! < 0) continue;
      if (answered === 0) first = places[at]!;
      else if (places[at] !== first) isAlike = false;
      answered++;
    }
    const isLine = answered >= STRAIGHT_LINE_ITEMS && isAlike;
    if (answered >= STRAIGHT_LINE_ITEMS) straightLines.looked++;
    if (isLine) straightLines.found++;
    if (places.every((place) => place < 0) && plan.kano.length === 0) unanswered++;
    if (knownRows.size() >= REMEMBERED_ROWS) return;
    repeats.looked++;
    const key = plan.key === null ? "" : (cells[plan.key] ?? "");
    const canRepeat = plan.key !== null || (!isLine && cells.filter((cell) => cell !== "").length >= REPEAT_CELLS);
    if (canRepeat && knownRows.seen(cells.join("\u001f"))) repeats.rows++;
    else if (key !== "" && knownKeys.seen(key)) repeats.keys++;
  };

  return {
    add: (cells) => {
      for (let at = 0; at < scored.length; at++) {
        const place = readers[at]!(cells[scored[at]!.index] ?? "");
        places[at] = place;
        if (place >= 0) counts[at]![place]!++;
        else if (place === -1) missing[at]!++;
        else outside[at]!++;
      }
      for (let d = 0; d < dimensions.length; d++) {
        const kept = dimensions[d]!;
        const cell = (cells[plan.dimensions[d]!.index] ?? "").trim();
        const known = kept.categories.get(cell);
        if (known !== undefined) count(known);
        else if (isEmptyCell(cell)) kept.missing++;
        else count(newCategory(kept.categories, cell, fresh));
      }
      if (plan.date !== null) {
        const day = dayOf(cells[plan.date.index] ?? "");
        if (day < 0) undated++;
        else count(days.get(day) ?? keep(days, day, fresh()));
      }
      plan.pairs.forEach(({ first, second }, i) => {
        if (places[first]! >= 0 && places[second]! >= 0) pairs[i]![places[first]! * counts[second]!.length + places[second]!]!++;
      });
      plan.kano.forEach(({ functional, dysfunctional }, i) => {
        const [f, d] = [kanoOf(cells[functional] ?? ""), kanoOf(cells[dysfunctional] ?? "")];
        if (f > 0 && d > 0) kano[i]![(f - 1) * 5 + d - 1]!++;
      });
      if (explained !== null && places[plan.outcome!]! >= 0)
        plan.drivers.forEach((at, i) => {
          if (places[at]! >= 0) withOutcome[i]![places[at]!]![places[plan.outcome!]!]!++;
        });
      weigh(cells);
      addMoments(drivers, explained ?? []);
      addMoments(block, plan.block);
      addQuality(cells);
      rows++;
    },
    done: () => ({
      plan,
      rows,
      counts,
      weights,
      unweighted,
      outside,
      missing,
      dimensions,
      days,
      undated,
      pairs,
      kano,
      withOutcome,
      driverMoments: drivers === null ? null : { total: drivers.total(), groups: drivers.groups() },
      blockMoments: block === null ? null : block.total(),
      straightLines,
      repeats,
      unanswered,
    }),
  };
}

function newCategory(categories: Map<string | null, ValueCounts[]>, cell: string, fresh: () => ValueCounts[]): ValueCounts[] {
  const name = categories.size < MAX_CATEGORIES ? cell : null;
  return categories.get(name) ?? keep(categories, name, fresh());
}

function keep<K>(map: Map<K, ValueCounts[]>, key: K, made: ValueCounts[]): ValueCounts[] {
  map.set(key, made);
  return made;
}
