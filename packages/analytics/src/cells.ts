import type { Cell, Counts, Key, Measurement, Query } from "@manyi/core/metrics";
import type { Partial } from "./merge.js";
import type { Statement } from "./statement.js";

/** Added-up numbers as the counts that core scores. */
export function cellsOf(query: Query, statements: readonly Statement[], answers: readonly (readonly Partial[])[]): Cell[] {
  const { measure, weighted } = query;
  const [first = [], second = []] = answers;
  if (measure.kind === "levels") return levelCells(query, measure.scale, first);
  const available = new Map(second.map((partial) => [JSON.stringify(partial.keys), partial.values]));
  const columns = statements[0]!.columns.map(({ name }) => name);
  return first.map((partial) => {
    const values = new Map(columns.map((name, i) => [name, partial.values[i] ?? null]));
    const counted = available.get(JSON.stringify(partial.keys)) ?? [];
    return { keys: partial.keys, counts: countsOf(measure, weighted, values, counted) };
  });
}

type Values = ReadonlyMap<string, number | null>;

function countsOf(
  measure: Exclude<Measurement, { kind: "levels" }>,
  weighted: boolean,
  values: Values,
  available: readonly (number | null)[],
): Counts {
  const number = (name: string) => values.get(name) ?? 0;
  switch (measure.kind) {
    case "voices": {
      const [n, partial, flagged, excluded] = [number("n"), number("partial"), number("flagged"), number("excluded")];
      return { kind: "voices", n, partial, flagged, excluded, w: weighted ? number("w") : null, ww: weighted ? number("ww") : null };
    }
    case "sums":
      return {
        kind: "sums",
        n: number("n"),
        sum: number("sum"),
        sumSquares: number("sum_squares"),
        min: values.get("min") ?? null,
        max: values.get("max") ?? null,
        weighted: weighted ? { w: number("w"), wx: number("wx"), ww: number("ww"), wwx: number("wwx"), wwxx: number("wwxx") } : null,
      };
    case "ratio":
      return ratioCounts(number, weighted);
    case "moments":
      return momentCounts(measure, weighted, number, available);
    case "picks":
      return {
        kind: "picks",
        names: measure.options.map(({ name }) => name),
        n: number("n"),
        picked: measure.options.map((_, i) => number(`c${i}`)),
        weights: weighted ? { w: number("w"), ww: number("ww"), picked: measure.options.map((_, i) => number(`wc${i}`)) } : null,
      };
  }
}

function ratioCounts(number: (name: string) => number, weighted: boolean): Counts {
  const bands = (prefix: string) => [number(`${prefix}0`), number(`${prefix}1`), number(`${prefix}2`), number(`${prefix}3`)] as const;
  return {
    kind: "ratio",
    n: number("n"),
    pairs: number("pairs"),
    recalled: number("recalled"),
    sumE: number("sum_e"),
    sumP: number("sum_p"),
    sumEE: number("sum_ee"),
    sumPP: number("sum_pp"),
    sumEP: number("sum_ep"),
    bands: bands("band_"),
    weighted: weighted
      ? {
          w: number("w"),
          we: number("we"),
          wp: number("wp"),
          ww: number("ww"),
          wwe: number("wwe"),
          wwp: number("wwp"),
          wwee: number("wwee"),
          wwpp: number("wwpp"),
          wwep: number("wwep"),
          bands: bands("wband_"),
        }
      : null,
  };
}

function momentCounts(
  measure: Extract<Measurement, { kind: "moments" }>,
  weighted: boolean,
  number: (name: string) => number,
  available: readonly (number | null)[],
): Counts {
  const k = measure.scores.length;
  // only one triangle is counted
  const product = (a: number, b: number) => number(`p${Math.max(a, b)}_${Math.min(a, b)}`);
  return {
    kind: "moments",
    names: measure.scores.map(({ name }) => name),
    n: number("n"),
    sums: measure.scores.map((_, i) => number(`s${i}`)),
    crossProducts: Array.from({ length: k * k }, (_, at) => product(Math.floor(at / k), at % k)),
    available: measure.scores.map((_, i) => available[i] ?? number(`a${i}`)),
    weights: weighted ? { w: number("w"), ww: number("ww") } : null,
  };
}

/** Rows by answer become one list of counts per cell. */
function levelCells(query: Query, scale: { min: number; max: number }, partials: readonly Partial[]): Cell[] {
  const length = scale.max - scale.min + 1;
  const zeros = () => new Array<number>(length).fill(0);
  const cells = new Map<string, { keys: readonly Key[]; counts: number[]; w: number[]; ww: number[] }>();
  if (query.by.length === 0) cells.set("[]", { keys: [], counts: zeros(), w: zeros(), ww: zeros() });
  for (const { keys, values } of partials) {
    const own = keys.slice(0, -1);
    const at = Number(keys.at(-1)) - scale.min;
    if (!(at >= 0 && at < length)) throw new RangeError(`an answer of ${keys.at(-1)} lies outside the scale ${scale.min}–${scale.max}`);
    const name = JSON.stringify(own);
    const found = cells.get(name) ?? { keys: own, counts: zeros(), w: zeros(), ww: zeros() };
    cells.set(name, found);
    found.counts[at]! += values[0] ?? 0;
    found.w[at]! += values[1] ?? 0;
    found.ww[at]! += values[2] ?? 0;
  }
  return [...cells.values()].map(({ keys, counts, w, ww }) => ({
    keys,
    counts: { kind: "levels", scale, counts, w: query.weighted ? w : null, ww: query.weighted ? ww : null },
  }));
}
