import { sum } from "../numeric/index.js";

/**
 * One attribute of the tree 测评要素: what it stands under, and its weight among its siblings. `null` where nobody has set one: beside
 * siblings with weights it then counts nothing, beside siblings without all count alike.
 */
export interface TreeAttribute {
  readonly code: string;
  readonly parentCode: string | null;
  readonly weight: number | null;
}

/** Criteria, sub-criteria, items: deeper trees weigh nothing that anybody can name. */
export const ATTRIBUTE_LEVELS = 3;
/** Weights of siblings total 1 within this. */
export const WEIGHT_TOLERANCE = 1e-9;

/** Why a tree cannot be used: a code twice, a parent that is not there or below itself, a fourth level, weights that are no shares of 1. */
export type AttributeFault = "DUPLICATE" | "NO_PARENT" | "CYCLE" | "TOO_DEEP" | "WEIGHT_SUM";

/**
 * What keeps a tree of attributes from being used. The weights of siblings are above 0 and total 1, or none is set.
 *
 * @returns one entry per attribute at fault, in the order of the list; of weights the first of the siblings
 * @example
 * const tree = [{ code: "speed", parentCode: null, weight: 0.5 }, { code: "staff", parentCode: null, weight: 0.4 }];
 * attributeFaults(tree) // => [{ code: "speed", fault: "WEIGHT_SUM" }]
 */
export function attributeFaults(attributes: readonly TreeAttribute[]): { readonly code: string; readonly fault: AttributeFault }[] {
  const byCode = new Map(attributes.map((one) => [one.code, one]));
  return attributes.flatMap((one, i) => {
    const fault = faultOf(one, i, attributes, byCode);
    return fault === null ? [] : [{ code: one.code, fault }];
  });
}

function faultOf(
  one: TreeAttribute,
  place: number,
  attributes: readonly TreeAttribute[],
  byCode: ReadonlyMap<string, TreeAttribute>,
): AttributeFault | null {
  if (attributes.findIndex(({ code }) => code === one.code) < place) return "DUPLICATE";
  if (one.parentCode !== null && !byCode.has(one.parentCode)) return "NO_PARENT";
  const level = levelOf(one.code, byCode);
  if (level === null) return "CYCLE";
  if (level > ATTRIBUTE_LEVELS) return "TOO_DEEP";
  const weighed = attributes.filter(({ parentCode, weight }) => parentCode === one.parentCode && weight !== null);
  if (weighed[0] !== one) return null;
  const weights = weighed.map(({ weight }) => weight ?? 0);
  const isWhole = weights.every((weight) => weight > 0) && Math.abs(sum(weights) - 1) <= WEIGHT_TOLERANCE;
  return isWhole ? null : "WEIGHT_SUM";
}

/**
 * The level of each attribute, 1 at the top.
 *
 * @returns by code; one that stands below itself or below nothing that is there is left out
 * @example
 * const tree = [{ code: "service", parentCode: null, weight: null }, { code: "staff", parentCode: "service", weight: null }];
 * attributeLevels(tree).get("staff") // => 2
 */
export function attributeLevels(attributes: readonly TreeAttribute[]): ReadonlyMap<string, number> {
  const byCode = new Map(attributes.map((one) => [one.code, one]));
  return new Map(
    attributes.flatMap(({ code }) => {
      const level = levelOf(code, byCode);
      return level === null ? [] : [[code, level] as const];
    }),
  );
}

function levelOf(code: string, byCode: ReadonlyMap<string, TreeAttribute>): number | null {
  let [level, at] = [1, byCode.get(code)];
  while (at !== undefined && at.parentCode !== null) {
    if (level > byCode.size) return null;
    level += 1;
    at = byCode.get(at.parentCode);
  }
  return at === undefined ? null : level;
}

/**
 * The same weight for each of so many siblings, together 1.
 *
 * @throws {RangeError} when there is no sibling
 * @example
 * spreadEvenly(4) // => [0.25, 0.25, 0.25, 0.25]
 */
export function spreadEvenly(count: number): number[] {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`spreadEvenly needs one sibling or more, got ${count}`);
  return Array.from({ length: count }, () => 1 / count);
}

/**
 * Stated importance of each attribute in the whole: its weight times those of everything above it. Siblings above that have no weights
 * count alike.
 *
 * @returns by code; an attribute that has no weight of its own, or stands below one that counts nothing, is left out
 * @example
 * const tree = [
 *   { code: "service", parentCode: null, weight: 0.4 },
 *   { code: "goods", parentCode: null, weight: 0.6 },
 *   { code: "staff", parentCode: "service", weight: 0.5 },
 * ];
 * statedWeights(tree).get("staff") // => 0.2
 */
export function statedWeights(attributes: readonly TreeAttribute[]): ReadonlyMap<string, number> {
  const byCode = new Map(attributes.map((one) => [one.code, one]));
  const shareOf = (one: TreeAttribute): number => {
    const above = one.parentCode === null ? undefined : byCode.get(one.parentCode);
    const siblings = attributes.filter(({ parentCode }) => parentCode === one.parentCode);
    const own = one.weight ?? (siblings.some(({ weight }) => weight !== null) ? 0 : 1 / siblings.length);
    return above === undefined ? own : own * shareOf(above);
  };
  return new Map(
    attributes.flatMap((one) => {
      const share = one.weight === null || levelOf(one.code, byCode) === null ? 0 : shareOf(one);
      return share > 0 ? [[one.code, share] as const] : [];
    }),
  );
}
