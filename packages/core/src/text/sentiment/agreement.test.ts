import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cohenKappa } from "../../agreement/index.js";
import { sentimentOf } from "./sentiment.js";

interface Sentence {
  readonly set: "build" | "check";
  readonly lang: "zh" | "en";
  readonly side: 1 | -1;
  readonly text: string;
}
const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const { sentences } = JSON.parse(read("../../../fixtures/text/sentiment-sentences.json")) as { sentences: Sentence[] };
const page = read("../../../../../docs/reference/text.md");

test.each([
  ["zh", "check"],
  ["zh", "build"],
  ["en", "check"],
  ["en", "build"],
] as const)("agreement: κ with people is at least 0.6, and the reference page prints the value computed here (%s, %s)", (lang, set) => {
  const own = sentences.filter((sentence) => sentence.lang === lang && sentence.set === set);
  const saidOf = (text: string) => (sentimentOf(text).score > 0 ? 1 : -1);
  const table = ([-1, 1] as const).map((side) =>
    ([-1, 1] as const).map((said) => own.filter((one) => one.side === side && saidOf(one.text) === said).length),
  );
  const { kappa, interval } = cohenKappa(table)!;
  expect(kappa).toBeGreaterThanOrEqual(0.6);
  const printed = `${kappa.toFixed(2)} (${interval.low.toFixed(2)}–${Math.min(1, interval.high).toFixed(2)})`;
  const row = page.split("\n").find((line) => line.startsWith(`| ${lang} | ${set} | ${own.length} |`));
  expect(row?.split(" | ")[4]).toBe(printed);
});
