/** Red below 50, yellow from 50, green from 75. */
export type HealthBand = "red" | "yellow" | "green";

export interface HealthThresholds {
  readonly yellowFrom: number;
  readonly greenFrom: number;
}

export const HEALTH_THRESHOLDS: HealthThresholds = { yellowFrom: 50, greenFrom: 75 };
/** At least this share of the weight must be measured. */
export const MIN_WEIGHT_SHARE = 0.6;
/** A fall of this many points within this many days raises an alert. */
export const HEALTH_DROP_POINTS = 15;
export const HEALTH_DROP_DAYS = 30;

export interface HealthPart {
  readonly code: string;
  /** ≥ 0; only the proportions matter. */
  readonly weight: number;
  /** 0–100, 100 = healthy; `null` when not measured. */
  readonly score: number | null;
}

export interface HealthReason {
  readonly code: string;
  readonly score: number;
  /** Points of the health score lost to this part. */
  readonly lost: number;
}

export interface Health {
  /** 0–100, unrounded; `null` when less than 60 % of the weight is measured. */
  readonly score: number | null;
  readonly band: HealthBand | null;
  /** Share of the weight that is measured, 0..1. */
  readonly coverage: number;
  /** Up to three parts that cost the most points, the costliest first. */
  readonly reasons: readonly HealthReason[];
}

/**
 * Health score 健康度 of a customer: weighted mean of what is known, with the reasons that cost most.
 *
 * @throws {RangeError} when a weight is negative, all are 0, or a score is outside 0–100
 * @example
 * healthScore([{ code: "use", weight: 40, score: 90 }, { code: "satisfaction", weight: 20, score: 50 }, { code: "cases", weight: 20, score: 70 }, { code: "payment", weight: 20, score: 20 }]).score // => 64
 */
export function healthScore(parts: readonly HealthPart[], thresholds: HealthThresholds = HEALTH_THRESHOLDS): Health {
  let [total, known, sum] = [0, 0, 0];
  for (const { code, weight, score } of parts) {
    if (!(weight >= 0)) throw new RangeError(`health part ${code} has weight ${weight}`);
    if (score !== null && !(score >= 0 && score <= 100)) throw new RangeError(`health part ${code} has score ${score}`);
    total += weight;
    if (score === null) continue;
    known += weight;
    sum += weight * score;
  }
  if (!(total > 0)) throw new RangeError("healthScore needs weights");
  const coverage = known / total;
  const isEnough = coverage >= MIN_WEIGHT_SHARE - 1e-12;
  const score = isEnough ? sum / known : null;
  const reasons = parts
    .flatMap((part) =>
      part.score === null || part.weight === 0
        ? []
        : [{ code: part.code, score: part.score, lost: (part.weight * (100 - part.score)) / known }],
    )
    .filter(({ lost }) => lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, 3);
  return { score, band: score === null ? null : healthBand(score, thresholds), coverage, reasons };
}

/**
 * Band of a health score; the thresholds belong to the better band.
 *
 * @example
 * healthBand(75) // => "green"
 */
export function healthBand(score: number, thresholds: HealthThresholds = HEALTH_THRESHOLDS): HealthBand {
  // weighted means carry rounding: 75 must not become 74.99999999999999
  if (score >= thresholds.greenFrom - 1e-9) return "green";
  return score >= thresholds.yellowFrom - 1e-9 ? "yellow" : "red";
}

/**
 * Largest fall of the newest score from a score of the days before it.
 *
 * @param history scores by day, any order
 * @returns points fallen (≥ 0) and whether it alerts; `null` with fewer than two scores in the window
 * @example
 * healthDrop([{ day: 1, score: 80 }, { day: 20, score: 64 }]) // => { points: 16, isAlert: true }
 */
export function healthDrop(
  history: readonly { readonly day: number; readonly score: number }[],
  withinDays = HEALTH_DROP_DAYS,
  points = HEALTH_DROP_POINTS,
): { readonly points: number; readonly isAlert: boolean } | null {
  const sorted = [...history].sort((a, b) => a.day - b.day);
  const newest = sorted.at(-1);
  if (newest === undefined) return null;
  const before = sorted.slice(0, -1).filter(({ day }) => newest.day - day <= withinDays);
  if (before.length === 0) return null;
  const fallen = Math.max(0, Math.max(...before.map(({ score }) => score)) - newest.score);
  return { points: fallen, isAlert: fallen >= points - 1e-9 };
}
