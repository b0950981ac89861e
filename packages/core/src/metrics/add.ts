import type { Counts } from "./query.js";

/**
 * Adds two counts of the same question: a unit and its sub-units, the days of a week, open and anonymous answers.
 *
 * @throws {RangeError} when they count different things
 * @example
 * addCounts({ kind: "voices", n: 2, partial: 0, flagged: 0, excluded: 1, w: null, ww: null }, { kind: "voices", n: 3, partial: 1, flagged: 0, excluded: 0, w: null, ww: null }) // => { kind: "voices", n: 5, partial: 1, flagged: 0, excluded: 1, w: null, ww: null }
 */
export function addCounts<C extends Counts>(a: C, b: C): C {
  if (a.kind !== b.kind) throw new RangeError(`${a.kind} and ${b.kind} cannot be added`);
  return Object.fromEntries(
    Object.entries(a).map(([name, value]) => [name, addPart(name, value, (b as Record<string, unknown>)[name])]),
  ) as C;
}

/** Parts that say what is counted, not how much. */
const LABELS = new Set(["kind", "scale", "names"]);

function addPart(name: string, a: unknown, b: unknown): unknown {
  if (LABELS.has(name)) {
    if (JSON.stringify(a) !== JSON.stringify(b)) throw new RangeError(`counts of different ${name} cannot be added`);
    return a;
  }
  if (name === "min" || name === "max") {
    if (a === null || b === null) return a ?? b;
    return name === "min" ? Math.min(Number(a), Number(b)) : Math.max(Number(a), Number(b));
  }
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length) return a.map((value, i) => addPart("", value, b[i]));
  if (isPlain(a) && isPlain(b)) return Object.fromEntries(Object.keys(a).map((key) => [key, addPart(key, a[key], b[key])]));
  if (a === null && b === null) return null;
  throw new RangeError(`counts of different shape cannot be added: ${name}`);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * How many answers a cell rests on: people, not weights.
 *
 * @example
 * baseOf({ kind: "levels", scale: { min: 1, max: 5 }, counts: [0, 1, 4, 12, 3], w: null, ww: null }) // => 20
 */
export function baseOf(counts: Counts): number {
  return counts.kind === "levels" ? counts.counts.reduce((a, b) => a + b, 0) : counts.n;
}
