import type { Scale } from "../survey/types.js";
import type { Catalog } from "./catalog.js";
import type { Metric } from "./metric.js";
import type { Measurement, PairScores, Score } from "./query.js";

/** Whether expectations asked afterwards take part. */
export type Recalled = "with" | "without" | "only";

/** What to count for a metric, or why there is nothing to count. */
export type Plan =
  | { readonly kind: "count"; readonly measure: Measurement; readonly scale: Scale | null }
  | { readonly kind: "not asked" }
  | { readonly kind: "mixed scales"; readonly scales: readonly Scale[] };

/** Scales up to this many values are counted answer by answer, longer ones by their sums. */
const MOST_LEVELS = 11;

/**
 * Turns a metric into what must be counted.
 *
 * @param within only these surveys; `null` all
 * @example
 * planMetric(buildCatalog([]), { family: "nps", attribute: null }).kind // => "count"
 * planMetric(buildCatalog([]), { family: "ratio", attribute: null }).kind // => "not asked"
 */
export function planMetric(catalog: Catalog, metric: Metric, within: readonly number[] | null = null, recalled: Recalled = "with"): Plan {
  const { family, attribute } = metric;
  if (family === "answers") return { kind: "count", measure: { kind: "voices" }, scale: null };
  if (family === "ratio") {
    return planRatio(catalog, attribute === null ? catalog.attributes("paired") : [attribute], within, recalled);
  }
  if (family === "e") return planExpectation(catalog, attribute!, within, recalled);
  const place = catalog.find(family === "p" ? `p:${attribute}` : family, within);
  return place.kind === "asked" ? count(place.score, place.scale) : place;
}

function count(score: Score, scale: Scale): Plan {
  const isShort = scale.max - scale.min < MOST_LEVELS;
  return { kind: "count", measure: isShort ? { kind: "levels", score, scale } : { kind: "sums", score }, scale };
}

function planExpectation(catalog: Catalog, attribute: string, within: readonly number[] | null, recalled: Recalled): Plan {
  const before = catalog.find(`e:${attribute}`, within);
  const after = catalog.find(`r:${attribute}`, within);
  const order = recalled === "without" ? [before] : recalled === "only" ? [after] : [before, after];
  const found = order.find((place) => place.kind !== "not asked") ?? { kind: "not asked" as const };
  return found.kind === "asked" ? count(found.score, found.scale) : found;
}

/** Pairs of one scale that starts above 0; attributes on another scale cannot be added to these. */
function planRatio(catalog: Catalog, attributes: readonly string[], within: readonly number[] | null, recalled: Recalled): Plan {
  const pairs: PairScores[] = [];
  const scales: Scale[] = [];
  for (const attribute of attributes) {
    const places = [catalog.find(`p:${attribute}`, within)];
    if (recalled !== "only") places.push(catalog.find(`e:${attribute}`, within));
    if (recalled !== "without") places.push(catalog.find(`r:${attribute}`, within));
    const mixed = places.find((place) => place.kind === "mixed scales");
    if (mixed !== undefined) return mixed;
    const asked = places.flatMap((place) => (place.kind === "asked" ? [place] : []));
    scales.push(...asked.map(({ scale }) => scale));
    const scoreOf = (code: string) => {
      const place = catalog.find(code, within);
      return place.kind === "asked" ? place.score : null;
    };
    const perceived = scoreOf(`p:${attribute}`);
    const expected = recalled === "only" ? null : scoreOf(`e:${attribute}`);
    const remembered = recalled === "without" ? null : scoreOf(`r:${attribute}`);
    if (perceived !== null && (expected !== null || remembered !== null)) pairs.push({ perceived, expected, recalled: remembered });
  }
  const [scale, ...others] = scales;
  if (pairs.length === 0 || scale === undefined) return { kind: "not asked" };
  const isOneScale = others.every((other) => other.min === scale.min && other.max === scale.max);
  // a ratio on a scale that starts at 0 has no meaning
  if (!isOneScale || scale.min <= 0) return { kind: "mixed scales", scales };
  return { kind: "count", measure: { kind: "ratio", pairs }, scale };
}
