import { endsOf } from "../survey/official.js";
import { outlineOf } from "../survey/outline.js";
import type { LocalText, Series, SurveyDefinition } from "../survey/types.js";
import type { Metric } from "./metric.js";

/** A published version as far as comparing needs it: what was asked, and which parts were counted. */
export type AskedVersion = { readonly definition: SurveyDefinition; readonly series: readonly Series[] };

/** What versions are compared by: a metric, or the two halves of the Kano pair of an attribute. */
export type Comparable = Metric | { readonly family: "kano"; readonly attribute: string };

/** What a new version did to a metric: nothing, another wording of the same question, or another question or scale. */
export type VersionChange = "none" | "wording" | "incomparable";

/**
 * What a new version of a survey did to a metric. Only equal question keys on equal scales may be joined (L1.11); the same key in other
 * words stays joined and gets a mark (L1.4). Words in a language that only one of the versions has say nothing.
 *
 * @param before an earlier version
 * @param after a later version of the same survey
 * @returns `none` also when only one of the two asks for the metric, as there is nothing to join
 * @example
 * const version = (key) => ({
 *   definition: { pages: [{ questions: [{ key, type: "nps", wording: "recommend_us", text: { en: "Would you recommend us?" } }] }] },
 *   series: [{ ordinal: 1, part: key, kind: "score", scale: { min: 0, max: 10 }, metric: "nps" }],
 * });
 * const metric = { family: "nps", attribute: null };
 * ["nps", "liking"].map((key) => versionChange(version("nps"), version(key), metric)) // => ["none", "incomparable"]
 */
export function versionChange(before: AskedVersion, after: AskedVersion, metric: Comparable): VersionChange {
  const was = partsBehind(before.series, metric);
  const is = partsBehind(after.series, metric);
  if (was.length === 0 || is.length === 0) return "none";
  const known = new Set(was.map(identityOf));
  if (was.length !== is.length || !is.every((part) => known.has(identityOf(part)))) return "incomparable";
  return is.every(({ part }) => readsAlike(wordsOf(before.definition, part), wordsOf(after.definition, part))) ? "none" : "wording";
}

/**
 * Whether a version asks for a metric at all.
 *
 * @example
 * const series = [{ ordinal: 1, part: "recommend", kind: "score", scale: { min: 0, max: 10 }, metric: "nps" }];
 * asksFor({ series }, { family: "nps", attribute: null }) // => true
 * asksFor({ series }, { family: "csat", attribute: null }) // => false
 */
export function asksFor({ series }: Pick<AskedVersion, "series">, metric: Comparable): boolean {
  return partsBehind(series, metric).length > 0;
}

function partsBehind(series: readonly Series[], { family, attribute }: Comparable): Series[] {
  const codes = new Set(series.flatMap(({ metric }) => metric ?? []));
  const isMeant = (code: string): boolean => {
    if (family === "answers") return false;
    if (family === "kano") return code === `kf:${attribute}` || code === `kd:${attribute}`;
    if (family !== "ratio" && family !== "p" && family !== "e") return code === family;
    const of = code.slice(2);
    if (!/^[epr]:/.test(code) || (attribute !== null && of !== attribute)) return false;
    if (family === "p") return code.startsWith("p:");
    if (family === "e") return !code.startsWith("p:");
    return codes.has(`p:${of}`) && (codes.has(`e:${of}`) || codes.has(`r:${of}`));
  };
  return series.filter(({ metric }) => metric !== null && isMeant(metric));
}

function identityOf({ part, scale, metric }: Series): string {
  return JSON.stringify([metric, part, scale?.min, scale?.max]);
}

/** All that is read before answering one part: the question, the row or the half of a pair, and the ends of the scale. */
function wordsOf(definition: SurveyDefinition, part: string): (LocalText | undefined)[] {
  const [key, inner] = part.split(".");
  const question = outlineOf(definition).places.get(key!)?.question;
  if (question === undefined) return [];
  const ends = endsOf(question);
  const words = [question.text, ends?.low, ends?.high];
  if (question.type === "nps") words.push({ en: question.wording });
  if (question.type === "pair") words.push(inner === "e" ? question.expectation : question.perception);
  if (question.type === "matrix") words.push(question.rows.find((row) => row.key === inner)?.text);
  return words;
}

function readsAlike(before: readonly (LocalText | undefined)[], after: readonly (LocalText | undefined)[]): boolean {
  return before.every((was, i) =>
    (["zh-CN", "en"] as const).every((locale) => {
      const [then, now] = [was?.[locale]?.trim(), after[i]?.[locale]?.trim()];
      return then === undefined || now === undefined || then === "" || now === "" || then === now;
    }),
  );
}
