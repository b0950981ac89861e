import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import { hasLeadingZeros, PROOF_BITS, PROOF_TAIL } from "@manyi/core/quality";
import { expect, test } from "vitest";
import { WORK_SOURCE } from "./work.js";

const run = (expression: string): unknown => runInNewContext(`${WORK_SOURCE};${expression}`);
const sha256 = (text: string) => createHash("sha256").update(text).digest();

test("work: the first word of our SHA-256 is the library's, at every length of one block", () => {
  for (const length of [0, 1, 3, 44, 52, 55]) {
    const text = "aZ9_-".repeat(11).slice(0, length);
    expect(run(`first(${JSON.stringify(text)})`)).toBe(sha256(text).readUInt32BE(0));
  }
});

test("work: the number found proves the work for this visit and for no other", () => {
  const [one, other] = ["tqmdc0.", "tqmdc1."].map((start) => start + start.charCodeAt(5).toString(36).padStart(48, "x"));
  const found = String(run(`solve(${JSON.stringify(one)},${PROOF_BITS})`));
  expect(hasLeadingZeros(sha256(one!.slice(-PROOF_TAIL) + found), PROOF_BITS)).toBe(true);
  expect(hasLeadingZeros(sha256(other!.slice(-PROOF_TAIL) + found), PROOF_BITS)).toBe(false);
});
