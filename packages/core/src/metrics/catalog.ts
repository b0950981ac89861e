import type { Scale, Series } from "../survey/types.js";
import type { Score } from "./query.js";

/** The countable parts of one survey over all its published versions. */
export type SurveySeries = { readonly surveyId: number; readonly series: readonly Series[] };

/** Where a metric can be counted, or why it cannot. */
export type Place =
  | { readonly kind: "asked"; readonly score: Score; readonly scale: Scale }
  | { readonly kind: "not asked" }
  | { readonly kind: "mixed scales"; readonly scales: readonly Scale[] };

/** Which survey asks which metric at which place of its packed numbers. */
export type Catalog = {
  /**
   * @param code as in `Series.metric`: `nps`, `p:service`, `e:service`, `r:service`
   * @param within only these surveys; `null` all
   */
  find(code: string, within?: readonly number[] | null): Place;
  /** wherever it is asked, on whatever scale: to tell who answered it, not to add answers up */
  answered(code: string, within?: readonly number[] | null): Score;
  /** metric codes each survey asks */
  readonly surveys: ReadonlyMap<number, readonly string[]>;
  /** attributes somebody asks about, in the order of first appearance */
  attributes(kind: "rated" | "paired"): readonly string[];
};

const CANONICAL: Readonly<Record<string, { column: "nps" | "csat" | "ces"; scale: Scale }>> = {
  nps: { column: "nps", scale: { min: 0, max: 10 } },
  csat: { column: "csat", scale: { min: 1, max: 5 } },
  ces: { column: "ces", scale: { min: 1, max: 7 } },
};

/**
 * Reads the series of every survey into one catalog, so that a metric runs across surveys that put its question at different places.
 *
 * @example
 * const catalog = buildCatalog([{ surveyId: 7, series: [{ ordinal: 2, part: "food", kind: "score", scale: { min: 1, max: 5 }, metric: "p:food" }] }]);
 * catalog.find("p:food") // => { kind: "asked", score: { from: "series", places: [{ surveyId: 7, ordinals: [2] }] }, scale: { min: 1, max: 5 } }
 * catalog.find("p:staff") // => { kind: "not asked" }
 */
export function buildCatalog(surveys: readonly SurveySeries[]): Catalog {
  type Spot = { surveyId: number; ordinal: number; scale: Scale };
  const spots = new Map<string, Spot[]>();
  for (const { surveyId, series } of surveys) {
    for (const { metric, ordinal, scale } of series) {
      if (metric === null || scale === null) continue;
      const known = spots.get(metric) ?? [];
      spots.set(metric, known);
      if (!known.some((spot) => spot.surveyId === surveyId && spot.ordinal === ordinal)) known.push({ surveyId, ordinal, scale });
    }
  }
  const asked = surveys.map(({ surveyId, series }) => [surveyId, [...new Set(series.flatMap(({ metric }) => metric ?? []))]] as const);
  const spotsOf = (code: string, within: readonly number[] | null) =>
    (spots.get(code) ?? []).filter(({ surveyId }) => within === null || within.includes(surveyId));
  const scoreAt = (found: readonly Spot[]): Score => {
    const bySurvey = new Map<number, number[]>();
    for (const { surveyId, ordinal } of found) bySurvey.set(surveyId, [...(bySurvey.get(surveyId) ?? []), ordinal]);
    return {
      from: "series",
      places: [...bySurvey].map(([surveyId, ordinals]) => ({ surveyId, ordinals: ordinals.sort((a, b) => a - b) })),
    };
  };
  const namesOf = (prefix: string) => [...spots.keys()].filter((code) => code.startsWith(prefix)).map((code) => code.slice(prefix.length));

  return {
    surveys: new Map(asked),
    find(code, within = null) {
      const canonical = CANONICAL[code];
      if (canonical !== undefined) return { kind: "asked", score: { from: "column", column: canonical.column }, scale: canonical.scale };
      const found = spotsOf(code, within);
      if (found.length === 0) return { kind: "not asked" };
      const scales = distinct(found.map(({ scale }) => scale));
      if (scales.length > 1) return { kind: "mixed scales", scales };
      return { kind: "asked", score: scoreAt(found), scale: scales[0]! };
    },
    answered(code, within = null) {
      const canonical = CANONICAL[code];
      return canonical === undefined ? scoreAt(spotsOf(code, within)) : { from: "column", column: canonical.column };
    },
    attributes(kind) {
      const rated = namesOf("p:");
      if (kind === "rated") return rated;
      const expected = new Set([...namesOf("e:"), ...namesOf("r:")]);
      return rated.filter((attribute) => expected.has(attribute));
    },
  };
}

function distinct(scales: readonly Scale[]): Scale[] {
  return scales.filter((scale, i) => scales.findIndex((other) => other.min === scale.min && other.max === scale.max) === i);
}
