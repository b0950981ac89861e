import fc from "fast-check";
import { expect, test } from "vitest";
import {
  canShowComments,
  checkRelease,
  isShown,
  isUnanimous,
  steppedCount,
  suppressCells,
  suppressTable,
  thresholdInForce,
} from "./index.js";

const cells = (counts: Record<string, number>) => Object.entries(counts).map(([id, n]) => ({ id, n }));
const hiddenOf = (counts: Record<string, number>) => [...suppressCells(cells(counts)).hidden.keys()].sort();

test("T-38 suppression: 12, 7, 3 hides C and B; 12, 7, 3, 4 hides C and D only", () => {
  expect(hiddenOf({ A: 12, B: 7, C: 3 })).toEqual(["B", "C"]);
  expect(hiddenOf({ A: 12, B: 7, C: 3, D: 4 })).toEqual(["C", "D"]);
  expect(suppressCells(cells({ A: 12, B: 7, C: 3 })).hidden.get("B")).toBe("COMPLEMENTARY");
});

test("suppression: five is shown, four is not; without a total no sibling has to go", () => {
  expect(hiddenOf({ A: 5, B: 5 })).toEqual([]);
  expect(hiddenOf({ A: 50, B: 4 })).toEqual(["A", "B"]);
  expect([...suppressCells(cells({ A: 50, B: 4 }), 5, { isTotalShown: false }).hidden.keys()]).toEqual(["B"]);
});

test("suppression: a total below k, or one the siblings cannot protect, is hidden with them", () => {
  expect(suppressCells(cells({ A: 2, B: 1 })).isTotalHidden).toBe(true);
  expect(suppressCells(cells({ A: 3 })).isTotalHidden).toBe(true);
  expect(suppressCells(cells({ A: 12, B: 0 })).hidden.size).toBe(0);
});

test("suppression: a unanimous cell of a sensitive question is hidden, and a second one with it", () => {
  const sensitive = [
    { id: "A", n: 12, counts: [12, 0] },
    { id: "B", n: 9, counts: [4, 5] },
    { id: "C", n: 20, counts: [9, 11] },
  ];
  expect([...suppressCells(sensitive).hidden]).toEqual([
    ["A", "UNANIMOUS"],
    ["B", "COMPLEMENTARY"],
  ]);
  expect(isUnanimous([0, 0])).toBe(false);
});

test("suppression: whatever the counts, no small cell is shown and the hidden ones cannot be told from the total", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(15), { minLength: 1, maxLength: 8 }), fc.integer({ min: 2, max: 7 }), (counts, k) => {
      const list = counts.map((n, i) => ({ id: String(i), n }));
      const { hidden, isTotalHidden } = suppressCells(list, k);
      for (const { id, n } of list) if (n > 0 && n < k) expect(hidden.has(id)).toBe(true);
      const held = list.filter(({ id }) => hidden.has(id));
      if (held.length > 0 && !isTotalHidden) {
        expect(held.length).toBeGreaterThan(1);
        expect(held.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThanOrEqual(k);
      }
    }),
  );
});

/** Hidden cells that a reader of the shown cells and of all totals can work out. */
function derivable(table: number[][], hidden: readonly (readonly boolean[])[]): string[] {
  const unknown = new Set(table.flatMap((row, i) => row.flatMap((_, j) => (hidden[i]![j] ? [`${i},${j}`] : []))));
  const found: string[] = [];
  // elimination over the unknown cells: a unit vector in the row space of the totals is a cell worked out
  const names = [...unknown];
  const lines = [
    ...table.map((_, i) => names.map((name) => (name.startsWith(`${i},`) ? 1 : 0))),
    ...table[0]!.map((_, j) => names.map((name) => (name.endsWith(`,${j}`) ? 1 : 0))),
  ] as number[][];
  let rank = 0;
  for (let column = 0; column < names.length; column += 1) {
    const pivot = lines.findIndex((line, i) => i >= rank && Math.abs(line[column]!) > 1e-9);
    if (pivot < 0) continue;
    [lines[rank], lines[pivot]] = [lines[pivot]!, lines[rank]!];
    const unit = lines[rank]!.map((value) => value / lines[rank]![column]!);
    lines[rank] = unit;
    lines.forEach((line, i) => {
      if (i !== rank && line[column] !== 0) lines[i] = line.map((value, j) => value - line[column]! * unit[j]!);
    });
    rank += 1;
  }
  for (const line of lines) {
    const entries = line.flatMap((value, j) => (Math.abs(value) > 1e-9 ? [j] : []));
    if (entries.length === 1) found.push(names[entries[0]!]!);
  }
  return found;
}

test("cross-tables: no hidden cell can be worked out from rows, columns and totals", () => {
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(fc.nat(14), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(table, (counts) => {
      const { hidden, areTotalsHidden } = suppressTable(counts);
      counts.forEach((row, i) => {
        row.forEach((n, j) => {
          if (n > 0 && n < 5) expect(hidden[i]![j]).toBe(true);
        });
      });
      if (!areTotalsHidden) expect(derivable(counts, hidden)).toEqual([]);
    }),
  );
});

test("cross-tables: nothing small, nothing hidden; one row cannot protect itself", () => {
  expect(
    suppressTable([
      [5, 6],
      [7, 8],
    ]).hidden.flat(),
  ).not.toContain(true);
  expect(suppressTable([[3, 9]])).toEqual({ hidden: [[true, true]], areTotalsHidden: true });
});

const ids = (from: number, to: number) => new Set(Array.from({ length: to - from }, (_, i) => String(from + i)));

test("T-38 differencing: 22 then 20 is refused, 22 then 17 is not, the same set again is not", () => {
  expect(checkRelease(ids(0, 20), [ids(0, 22)])).toEqual({ accepted: false, reason: "TOO_CLOSE", against: 0 });
  expect(checkRelease(ids(0, 17), [ids(0, 22)])).toEqual({ accepted: true });
  expect(checkRelease(ids(0, 22), [ids(0, 22)])).toEqual({ accepted: true });
  expect(checkRelease(ids(0, 4), [])).toMatchObject({ reason: "TOO_FEW" });
  expect(checkRelease(new Set(), [ids(0, 22)])).toEqual({ accepted: true });
});

test("differencing: the total less two departments must not leave a third with two people", () => {
  const [total, first, second] = [ids(0, 22), ids(0, 12), ids(12, 20)];
  expect(checkRelease(second, [total, first])).toMatchObject({ accepted: false, reason: "TOO_MUCH_KNOWN" });
  expect(checkRelease(ids(12, 17), [total, first])).toEqual({ accepted: true });
  expect(checkRelease(ids(6, 11), [ids(0, 5), ids(0, 11)])).toMatchObject({ reason: "TOO_MUCH_KNOWN" });
});

test("differencing: adding one answer at a time is refused until k have come", () => {
  for (let more = 1; more < 5; more += 1) expect(checkRelease(ids(0, 20 + more), [ids(0, 20)]).accepted).toBe(false);
  expect(checkRelease(ids(0, 25), [ids(0, 20)]).accepted).toBe(true);
});

test("differencing: whoever combines all accepted releases learns no group below k from a pair or a triple of them", () => {
  const query = fc.tuple(fc.nat(29), fc.nat(29)).map(([a, b]) => ids(Math.min(a, b), Math.max(a, b) + 1));
  fc.assert(
    fc.property(fc.array(query, { minLength: 2, maxLength: 8 }), (queries) => {
      const released: Set<string>[] = [];
      for (const one of queries) if (checkRelease(one, released).accepted) released.push(one);
      const isSmall = (n: number) => n > 0 && n < 5;
      for (const a of released) {
        for (const b of released) {
          if ([...a].every((id) => b.has(id))) expect(isSmall(b.size - a.size)).toBe(false);
          for (const c of released) {
            const isSplit = [...b, ...c].every((id) => a.has(id)) && [...b].every((id) => !c.has(id));
            if (isSplit) expect(isSmall(a.size - b.size - c.size)).toBe(false);
          }
        }
      }
    }),
  );
});

test("differencing: a group of several scattered answers is found too", () => {
  const without = (from: number, to: number, ...out: number[]) => new Set([...ids(from, to)].filter((id) => !out.includes(Number(id))));
  // three disjoint releases leave answers 9, 19 and 29 of thirty behind: three people
  const released = [ids(0, 30), without(0, 10, 9), without(10, 20, 19)];
  expect(checkRelease(without(20, 30, 29), released)).toMatchObject({ accepted: false, reason: "TOO_MUCH_KNOWN" });
  expect(checkRelease(without(20, 30, 29, 28, 27), released)).toEqual({ accepted: true });
});

test("differencing: a breakdown by several declared dimensions is answered, small crossings stay hidden", () => {
  const people = Array.from({ length: 240 }, (_, i) => ({ id: String(i), unit: i % 12, tenure: (i * 7) % 5, shift: (i * 11) % 3 }));
  const released: Set<string>[] = [];
  for (const dimension of ["unit", "tenure", "shift"] as const) {
    for (const level of new Set(people.map((person) => person[dimension]))) {
      const group = new Set(people.filter((person) => person[dimension] === level).map(({ id }) => id));
      expect(checkRelease(group, released)).toEqual({ accepted: true });
      released.push(group);
    }
  }
  const crossing = new Set(people.filter(({ unit, tenure }) => unit === 1 && tenure === 2).map(({ id }) => id));
  expect(crossing.size).toBeLessThan(5);
  expect(checkRelease(crossing, released)).toMatchObject({ accepted: false, reason: "TOO_FEW" });
});

test("thresholds: comments from ten, steps of k, and promises are kept", () => {
  expect([isShown(5), isShown(4), isShown(0)]).toEqual([true, false, false]);
  expect([canShowComments(9), canShowComments(10), canShowComments(11, 12)]).toEqual([false, true, false]);
  expect([0, 4, 5, 9, 10, 14].map((n) => steppedCount(n))).toEqual([0, 0, 5, 5, 10, 10]);
  expect(thresholdInForce(3, [5, 3])).toBe(5);
  expect(thresholdInForce(8, [])).toBe(8);
  for (const k of [0, 2.5, Number.NaN]) expect(() => isShown(9, k)).toThrow(RangeError);
});
