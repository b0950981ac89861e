import type { api } from "@manyi/contracts";
import { LOYALTY_INDICATORS } from "@manyi/core/customers";
import { meanOf } from "@manyi/core/measures";
import type { LocalText } from "@manyi/core/survey";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { basisOf, look, readBuyers, readNames, thresholdOf } from "./buyers.js";
import { modelInForce } from "./model.js";
import { hide } from "./shown.js";
import { readStandings, type Standing } from "./standing.js";

type Reply = z.input<typeof api.loyalty.index.reply>;
type Row = Reply["rows"][number];
const STEPS = 10;

/** The loyalty index of everybody in scope: where there is data, how it is spread, and by segment and unit. */
export async function indexFigures(ctx: Context, unit: number | undefined): Promise<Reply> {
  const looked = await look(ctx, unit);
  const [buyers, inForce, names] = await Promise.all([readBuyers(looked), modelInForce(ctx), readNames(ctx)]);
  const standings = await readStandings(looked, inForce);
  const { model, version } = inForce;
  const k = thresholdOf(ctx, buyers);
  const scored = standings.filter((one) => one.index !== null);
  const isFew = scored.length < k;
  const steps = Array.from(
    { length: STEPS },
    (_, i) => scored.filter(({ index }) => Math.min(STEPS - 1, Math.floor(index! / STEPS)) === i).length,
  );
  const spread = hide(steps, k);
  return {
    basis: basisOf(ctx, buyers, version),
    model,
    indicators: LOYALTY_INDICATORS.map((name) => {
      const known = standings.flatMap(({ scores }) => (scores[name] === null ? [] : [scores[name]!]));
      const isShown = known.length >= k;
      return {
        name,
        weight: model.indicators[name].weight,
        n: known.length > 0 && !isShown ? null : known.length,
        mean: isShown ? averageOf(known).mean : null,
        hasSource: model.indicators[name].source !== null,
      };
    }),
    scored: isFew ? null : scored.length,
    unscored: isFew ? null : atLeast(standings.length - scored.length, k),
    ...(isFew ? { mean: null, interval: null } : averageOf(scored.map(({ index }) => index!))),
    distribution: steps.map((n, i) => ({ from: i * STEPS, to: (i + 1) * STEPS, n: isFew || spread.cells[i] !== null ? null : n })),
    rows: isFew
      ? []
      : [
          ...rowsBy("segment", scored, ({ segmentId }) => segmentId, names.segments, k),
          ...rowsBy("unit", scored, ({ unitId }) => unitId, names.units, k),
        ],
  };
}

function atLeast(n: number, k: number): number | null {
  return n > 0 && n < k ? null : n;
}

/** Mean with its interval. */
function averageOf(values: readonly number[]): { mean: number | null; interval: { low: number; high: number } | null } {
  let [sum, sumSquares] = [0, 0];
  for (const value of values) {
    sum += value;
    sumSquares += value * value;
  }
  const found = meanOf({ n: values.length, sum, sumSquares });
  return { mean: found?.value ?? null, interval: found?.interval ?? null };
}

function rowsBy(
  by: Row["by"],
  scored: readonly Standing[],
  keyOf: (one: Standing) => number | null,
  names: ReadonlyMap<number, LocalText>,
  k: number,
): Row[] {
  const groups = new Map<number, number[]>();
  for (const one of scored) {
    const key = keyOf(one);
    if (key === null || !names.has(key)) continue;
    const values = groups.get(key) ?? [];
    values.push(one.index!);
    groups.set(key, values);
  }
  const ids = [...groups.keys()].sort((a, b) => a - b);
  const { cells } = hide(
    ids.map((id) => groups.get(id)!.length),
    k,
  );
  return ids.map((id, i) => {
    const values = groups.get(id)!;
    const isHidden = cells[i] !== null;
    return {
      by,
      id,
      label: names.get(id)!,
      hidden: cells[i]!,
      n: isHidden ? null : values.length,
      ...(isHidden ? { mean: null, interval: null } : averageOf(values)),
    };
  });
}
