import { createInterface } from "node:readline/promises";
import type { ColumnReading } from "@manyi/core/analysis";
import { Misuse } from "../command.js";
import type { Locale } from "./figures.js";
import { readAnalysisMap } from "./map.js";
import { mapping } from "./terminal.js";

/** Puts one question to a person and gives the answer. */
export type Ask = (question: string) => Promise<string>;

const QUESTION = {
  "zh-CN": "哪一列不对？写成 列名=含义（如 speed=rating:speed:1-5），直接回车表示都对：",
  en: "Which column is wrong? Write column=meaning (such as speed=rating:speed:1-5), or press Enter when all are right: ",
} as const;
const UNKNOWN = { "zh-CN": "没有这一列：", en: "No such column: " } as const;

/** Shows the guess and takes corrections until the person is content. */
export async function askMapping(
  readings: readonly ColumnReading[],
  { ask, out, locale }: { readonly ask: Ask; readonly out: (line: string) => void; readonly locale: Locale },
): Promise<readonly ColumnReading[]> {
  let current = readings;
  for (;;) {
    for (const line of mapping({ analysis: { columns: current } }, locale)) out(line);
    const answer = (await ask(QUESTION[locale])).trim();
    if (answer === "") return current;
    try {
      const told = readAnalysisMap(answer);
      const unknown = Object.keys(told).find((name) => !current.some((reading) => reading.name === name));
      if (unknown !== undefined) out(`${UNKNOWN[locale]}${unknown}`);
      current = current.map((reading) => {
        const target = told[reading.name];
        return target === undefined ? reading : { ...reading, target, why: "told" };
      });
    } catch (error) {
      if (!(error instanceof Misuse)) throw error;
      out(error.words[locale]);
    }
  }
}

/** Asks on the terminal; `null` when nobody sits there. */
export function terminalAsk(): { readonly ask: Ask; readonly close: () => void } | null {
  if (!process.stdin.isTTY) return null;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return { ask: (question) => lines.question(question), close: () => lines.close() };
}
