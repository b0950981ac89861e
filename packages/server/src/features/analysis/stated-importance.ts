import type { Interval } from "@manyi/core/measures";
import { meanOf, statedWeights } from "@manyi/core/measures";
import type { Scale } from "@manyi/core/survey";
import { type Asked, readMoments } from "../figures/index.js";
import { FEWEST } from "./driver-question.js";

/** What attributes matter as somebody said, by attribute code. */
export type Stated = {
  readonly by: "asked" | "weights" | null;
  readonly scale: Scale | null;
  readonly values: ReadonlyMap<string, { readonly value: number; readonly interval: Interval | null }>;
};

/**
 * Stated importance: the mean of importance ratings where surveys ask for them, of two attributes or more on one scale and from ten
 * answers on; else the weights of the attributes, multiplied down their tree.
 */
export async function readStated(asked: Asked): Promise<Stated> {
  return (await readAsked(asked)) ?? readWeights(asked);
}

async function readAsked(asked: Asked): Promise<Stated | null> {
  const codes = [...new Set([...asked.catalog.surveys.values()].flat())].filter((code) => code.startsWith("i:"));
  const places = codes.flatMap((code) => {
    const place = asked.catalog.find(code, asked.surveys);
    return place.kind === "asked" ? [{ code, scale: place.scale }] : [];
  });
  const scales = new Set(places.map(({ scale }) => JSON.stringify([scale.min, scale.max])));
  if (places.length < 2 || scales.size > 1) return null;
  const values = new Map<string, { value: number; interval: Interval | null }>();
  for (const { code } of places) {
    const found = await readMoments(asked, [code], "whole");
    if (found === null || found.counts.n < FEWEST) continue;
    const { sums, crossProducts, n } = found.whole;
    const mean = meanOf({ n: found.counts.n, sum: (sums[0]! * found.counts.n) / n, sumSquares: (crossProducts[0]! * found.counts.n) / n })!;
    values.set(code.slice("i:".length), { value: mean.value, interval: mean.interval && wider(mean.interval, mean.value, found) });
  }
  return values.size < 2 ? null : { by: "asked", scale: places[0]!.scale, values };
}

/** Weighted answers count for fewer people. */
function wider(interval: Interval, value: number, { counts, effectiveN }: { counts: { n: number }; effectiveN: number }): Interval {
  const half = (Math.sqrt(counts.n / effectiveN) * (interval.high - interval.low)) / 2;
  return { ...interval, low: value - half, high: value + half };
}

async function readWeights({ ctx: { db, tenantId } }: Asked): Promise<Stated> {
  const rows = await db.selectFrom("attributes").select(["code", "parent_code", "weight"]).where("tenant_id", "=", tenantId).execute();
  const weights = statedWeights(rows.map(({ code, parent_code: parentCode, weight }) => ({ code, parentCode, weight })));
  const values = new Map([...weights].map(([code, value]) => [code, { value, interval: null }]));
  return { by: values.size === 0 ? null : "weights", scale: null, values };
}
