import type { AnalysisTarget } from "@manyi/core/analysis";
import { Misuse } from "../command.js";
import { readMap } from "../commands/import.js";

/**
 * `--map` of an analysis: all that an import knows, and `kano:feature:functional`, `kano:feature:dysfunctional`,
 * `importance:attribute:1-5`.
 *
 * @throws {Misuse} when a part is not `column=meaning`, or the meaning is unknown
 * @example
 * readAnalysisMap("a=kano:speed:functional") // => { a: { to: "kano", feature: "speed", side: "functional" } }
 */
export function readAnalysisMap(text: string | undefined): Readonly<Record<string, AnalysisTarget>> {
  if (text === undefined) return {};
  return Object.assign({}, ...text.split(",").map((part) => readOwn(part) ?? readMap(part)));
}

function readOwn(part: string): Readonly<Record<string, AnalysisTarget>> | null {
  const own = /^([^=]+)=\s*(kano|importance):([^:]*)(?::([^:]*))?$/.exec(part.trim());
  if (own === null) return null;
  const [, column = "", to, about = "", rest = ""] = own;
  const made = to === "kano" ? kano(about, rest) : importance(about, rest);
  if (made === null) {
    const meaning = part.slice(part.indexOf("=") + 1).trim();
    throw new Misuse({ "zh-CN": `看不懂 --map 里的“${meaning}”。`, en: `--map does not know “${meaning}”.` });
  }
  return { [column.trim()]: made };
}

function kano(feature: string, side: string): AnalysisTarget | null {
  if (feature === "" || (side !== "functional" && side !== "dysfunctional")) return null;
  return { to: "kano", feature, side };
}

function importance(attribute: string, range: string): AnalysisTarget | null {
  const scale = /^(\d+)-(\d+)$/.exec(range === "" ? "1-5" : range);
  const [min, max] = [Number(scale?.[1]), Number(scale?.[2])];
  return attribute === "" || !(min < max) ? null : { to: "importance", attribute, min, max };
}
