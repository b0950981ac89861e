import { sum } from "../numeric/index.js";

/** One attribute of the tree 测评要素: what it stands under, and its weight among its siblings, `null` where nobody has set one. */
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
export type AttributeFault = "DUPLICATE" | "NO_PARENT" | "CYCLE" | "TOO_DEEP" | "WEIGHT_MISSING" | "WEIGHT_SUM";

/**
 * What keeps a tree of attributes from being used. Siblings either all have a weight above 0, together 1, or none has.
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
  const siblings = attributes.filter(({ parentCode }) => parentCode === one.parentCode);
  if (siblings[0] !== one || siblings.every(({ weight }) => weight === null)) return null;
  const weights = siblings.map(({ weight }) => weight);
  if (weights.some((weight) => weight === null || !(weight > 0))) return "WEIGHT_MISSING";
  return Math.abs(sum(weights.map((weight) => weight ?? 0)) - 1) > WEIGHT_TOLERANCE ? "WEIGHT_SUM" : null;
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
 * Stated importance of each attribute in the whole: its weight times those of everything above it. Siblings above without weights count
 * alike.
 *
 * @returns by code; an attribute without a weight of its own is left out
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
    const own = one.weight ?? 1 / attributes.filter(({ parentCode }) => parentCode === one.parentCode).length;
    return above === undefined ? own : own * shareOf(above);
  };
  return new Map(
    attributes.flatMap((one) => (one.weight === null || levelOf(one.code, byCode) === null ? [] : [[one.code, shareOf(one)] as const])),
  );
}
