import { expect, test } from "vitest";
import { askOnce } from "./ask-once.js";
import type { AnalyticsNode, Value } from "./node.js";

function counting(rows: () => readonly (readonly Value[])[] = () => [[1]]) {
  const state = { asked: 0, version: 0 };
  const node: AnalyticsNode = {
    kind: "duckdb",
    run: async () => {
      state.asked++;
      return rows();
    },
    version: () => state.version,
    close: async () => {},
  };
  return { node, state };
}

test("the same question at the same time, and again before anything was written, is asked once", async () => {
  const { node, state } = counting(() => [[state.asked]]);
  const together = await Promise.all([askOnce(node, "a", []), askOnce(node, "a", []), askOnce(node, "a", ["other"])]);
  expect(together.map((rows) => rows[0])).toHaveLength(3);
  await askOnce(node, "a", []);
  expect(state.asked).toBe(2);
});

test("after a write every question is asked anew", async () => {
  const { node, state } = counting(() => [[state.version]]);
  expect(await askOnce(node, "a", [])).toEqual([[0]]);
  state.version++;
  expect(await askOnce(node, "a", [])).toEqual([[1]]);
});

test("a question that failed is asked again", async () => {
  let isBroken = true;
  const { node } = counting(() => {
    if (isBroken) throw new Error("broken");
    return [[1]];
  });
  await expect(askOnce(node, "a", [])).rejects.toThrow("broken");
  isBroken = false;
  expect(await askOnce(node, "a", [])).toEqual([[1]]);
});

test("a node that cannot tell its version is always asked", async () => {
  const { node, state } = counting();
  const { version: _version, ...plain } = node;
  await askOnce(plain, "a", []);
  await askOnce(plain, "a", []);
  expect(state.asked).toBe(2);
});

test("large answers make room: the oldest is asked again", async () => {
  const { node, state } = counting(() => Array.from({ length: 1000 }, () => new Array<number>(300).fill(1)));
  await askOnce(node, "a", []);
  await askOnce(node, "b", []);
  await askOnce(node, "b", []);
  expect(state.asked).toBe(2);
  await askOnce(node, "a", []);
  expect(state.asked).toBe(3);
});
