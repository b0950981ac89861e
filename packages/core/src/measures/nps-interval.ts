import { chiSquareQuantile, findRoot, studentUpperQuantile } from "../numeric/index.js";
import { around, type Interval, requireCounts, tailOfLevel, zOfLevel } from "./estimate.js";
import { type NpsCategories, npsVariance } from "./nps-categories.js";

/** The intervals for a net promoter score. The one shown by default is the adjusted Wald interval. */
export type NpsIntervalMethod = "adjusted-wald" | "wald" | "wald-t" | "score" | "goodman";

/**
 * A confidence interval for a net promoter score, in points, not cut to ±100.
 *
 * - `adjusted-wald` adds three answers (¾ promoter, ¾ detractor, 1½ passive): covers 93 % at n = 10 where plain Wald covers 65 %
 * - `wald` the normal interval; `wald-t` the same with n − 1 and Student's t (`null` for n < 2)
 * - `score` inverts the score test with constrained estimates (Tango 1998)
 * - `goodman` holds for all contrasts of the three categories at once (Goodman 1964)
 *
 * @returns `null` when nobody answered
 * @throws {RangeError} when a count is not a whole number ≥ 0 or the level is not between 0 and 1
 * @example
 * npsInterval({ detractors: 15, passives: 25, promoters: 60 }, "adjusted-wald") // => { low: 29.3430, high: 58.0355 }
 * npsInterval({ detractors: 15, passives: 25, promoters: 60 }, "wald") // => { low: 30.4976, high: 59.5024 }
 */
export function npsInterval(categories: NpsCategories, method: NpsIntervalMethod, level = 0.95): Interval | null {
  const { detractors, passives, promoters } = categories;
  requireCounts([detractors, passives, promoters], "npsInterval");
  const n = detractors + passives + promoters;
  if (n === 0) return null;
  const score = (100 * (promoters - detractors)) / n;
  const error = 100 * Math.sqrt(npsVariance(categories) / n);
  switch (method) {
    case "adjusted-wald":
      return adjustedWald(categories, level);
    case "wald":
      return around(score, zOfLevel(level) * error);
    case "wald-t":
      return n < 2 ? null : around(score, studentUpperQuantile(tailOfLevel(level), n - 1) * error * Math.sqrt(n / (n - 1)));
    case "score": {
      const z = zOfLevel(level);
      return { low: 100 * scoreLimit(promoters, detractors, n, z), high: -100 * scoreLimit(detractors, promoters, n, z) };
    }
    case "goodman":
      return around(score, Math.sqrt(chiSquareQuantile(level, 2)) * error);
  }
}

/**
 * The net promoter score and standard error after three more answers, ¾ promoter, ¾ detractor and 1½ passive, in points.
 *
 * @example
 * adjustedNps({ detractors: 15, passives: 25, promoters: 60 }).value // => 43.68932
 */
export function adjustedNps({ detractors, passives, promoters }: NpsCategories): { value: number; standardError: number } {
  const added = { detractors: detractors + 0.75, passives: passives + 1.5, promoters: promoters + 0.75 };
  const n = detractors + passives + promoters + 3;
  return { value: (100 * (promoters - detractors)) / n, standardError: 100 * Math.sqrt(npsVariance(added) / n) };
}

function adjustedWald(categories: NpsCategories, level: number): Interval {
  const { value, standardError } = adjustedNps(categories);
  return around(value, zOfLevel(level) * standardError);
}

/** The lower limit of Tango's score interval for (b − c)/n. */
function scoreLimit(b: number, c: number, n: number, z: number): number {
  const estimate = (b - c) / n;
  const margin = 1e-9;
  if (estimate <= -1 + margin) return -1;
  return findRoot((difference) => scoreStatistic(b, c, n, difference) - z, -1 + margin, estimate - margin);
}

/** The score statistic for a true difference, with the share of `c` at its constrained maximum-likelihood value. */
function scoreStatistic(b: number, c: number, n: number, difference: number): number {
  const linear = -b - c + (2 * n - b + c) * difference;
  const constant = -c * difference * (1 - difference);
  const share = (Math.sqrt(Math.max(linear ** 2 - 8 * n * constant, 0)) - linear) / (4 * n);
  return (b - c - n * difference) / Math.sqrt(n * (2 * share + difference * (1 - difference)));
}
