import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** How far a number may be from its expected value: |got − expected| ≤ max(abs, rel·|expected|). */
export type Tolerance = Readonly<Record<string, number>>;

/** One case of a reference file. */
export interface ReferenceCase {
  readonly id: string;
  readonly title: string;
  readonly data?: string;
  readonly select?: Readonly<Record<string, unknown>>;
  readonly params?: unknown;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: Tolerance;
  readonly published?: Readonly<Record<string, unknown>>;
}

/** What a comparison found: how many numbers it looked at and the sentences about those that differ. */
export interface Comparison {
  numbers: number;
  differences: string[];
}

const folder = new URL("../../fixtures/reference/expected/", import.meta.url);

/** The cases of one topic, such as `01_nps`. */
export function readReference(topic: string): ReferenceCase[] {
  const file: { cases: ReferenceCase[] } = JSON.parse(readFileSync(new URL(`${topic}.json`, folder), "utf8"));
  return file.cases;
}

/**
 * Compares a result with an expected value of the same shape, leaf by leaf. Every expected key must be there; further keys of
 * the result are not looked at. Text, booleans and `null` must be equal, numbers within the tolerance.
 */
export function compare(got: unknown, expected: unknown, tolerance: Tolerance, path = ""): Comparison {
  const found: Comparison = { numbers: 0, differences: [] };
  compareAt(got, expected, tolerance, path, found);
  return found;
}

function compareAt(got: unknown, expected: unknown, tolerance: Tolerance, path: string, found: Comparison): void {
  if (typeof expected === "number") {
    found.numbers += 1;
    const allowed = Math.max(tolerance.abs ?? 0, (tolerance.rel ?? 0) * Math.abs(expected));
    const close = typeof got === "number" && (got === expected || Math.abs(got - expected) <= allowed);
    if (!close) found.differences.push(`${path}: got ${String(got)}, expected ${expected} ± ${allowed}`);
  } else if (typeof expected === "object" && expected !== null) {
    const parts = (typeof got === "object" && got !== null ? got : {}) as Record<string, unknown>;
    for (const [key, value] of Object.entries(expected)) compareAt(parts[key], value, tolerance, `${path}.${key}`, found);
    if (Array.isArray(expected) && (!Array.isArray(got) || got.length !== expected.length)) {
      found.differences.push(`${path}: got ${Array.isArray(got) ? got.length : "no"} elements, expected ${expected.length}`);
    }
  } else if (got !== expected) {
    found.differences.push(`${path}: got ${String(got)}, expected ${String(expected)}`);
  }
}

/**
 * Registers one test per case of a topic, then one that prints how many numbers were compared and fails when there were none.
 * `solve` returns an object shaped like `expected`; a case with a `published` block is compared with that too.
 */
export function testReference(topic: string, solve: (reference: ReferenceCase) => unknown): void {
  const cases = readReference(topic);
  let numbers = 0;
  for (const reference of cases) {
    test(`${topic} ${reference.id}: ${reference.title}`, () => {
      const got = solve(reference);
      const comparisons = [compare(got, reference.expected, reference.tolerance)];
      if (reference.published !== undefined) {
        const { source: _source, ...published } = reference.published;
        comparisons.push(compare(got, published, { abs: reference.tolerance.published_abs ?? 0 }, "published"));
      }
      expect(comparisons.flatMap((comparison) => comparison.differences)).toEqual([]);
      for (const comparison of comparisons) {
        expect(comparison.numbers).toBeGreaterThan(0);
        numbers += comparison.numbers;
      }
    });
  }
  test(`${topic}: every case was compared`, () => {
    console.info(`${topic}: ${cases.length} cases, ${numbers} numbers compared`);
    expect(numbers).toBeGreaterThan(0);
  });
}
