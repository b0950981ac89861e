import type { api, In, Out } from "@manyi/contracts";
import { ATTRIBUTE_LEVELS, attributeLevels, spreadEvenly } from "@manyi/core/measures";

type Found = Out<typeof api.attributes.list>["items"][number];
export type Draft = In<typeof api.attributes.save>["body"]["items"][number];

/** The tree as the editor changes it; a name in one language stands for the other until somebody writes it. */
export function draftOf(items: readonly Found[]): Draft[] {
  return items.map(({ code, name, parentCode, weight }) => ({
    code,
    name: { "zh-CN": name["zh-CN"] || name.en || code, en: name.en || name["zh-CN"] || code },
    parentCode,
    weight,
  }));
}

/** Parents before what stands below them, siblings in the order of the list. */
export function topDown(items: readonly Draft[], parent: string | null = null): Draft[] {
  const own = items.filter(({ parentCode }) => parentCode === parent);
  return own.flatMap((one) => [one, ...topDown(items, one.code)]);
}

/** A code that no attribute has yet: from the Latin letters of a name, else by number. */
function freeCode(taken: ReadonlySet<string>, name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 40);
  const base = plain === "" ? "attribute" : plain;
  for (let number = 1; ; number++) {
    const code = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(code)) return code;
  }
}

/** A name in one language is missing: nobody can read it in a chart. */
export function isUnnamed({ name }: Draft): boolean {
  return name["zh-CN"].trim() === "" || name.en.trim() === "";
}

/** What an attribute is called by until it is saved; no saved code has a colon. */
const FRESH = /^new:/;

/** A code for an attribute that somebody is still naming. */
export function freshCode(items: readonly Draft[]): string {
  const taken = new Set(items.map(({ code }) => code));
  let number = 1;
  while (taken.has(`new:${number}`)) number += 1;
  return `new:${number}`;
}

/** The code each attribute has once it is saved, by the one it has now: new ones take it from their English name, else from the Chinese. */
export function codesOf(items: readonly Draft[]): ReadonlyMap<string, string> {
  const codes = new Map(items.flatMap(({ code }) => (FRESH.test(code) ? [] : [[code, code]])));
  for (const { code, name } of items) {
    if (FRESH.test(code)) codes.set(code, freeCode(new Set(codes.values()), /[a-z]/i.test(name.en) ? name.en : name["zh-CN"]));
  }
  return codes;
}

/** The tree as it is saved: no attribute is called by a code of the editor any more. */
export function coded(items: readonly Draft[]): Draft[] {
  const codes = codesOf(items);
  return items.map((one) => ({
    ...one,
    code: codes.get(one.code) ?? one.code,
    parentCode: one.parentCode === null ? null : (codes.get(one.parentCode) ?? one.parentCode),
  }));
}

/** One attribute changed; moved elsewhere it loses its weight among its old siblings. */
export function withAttribute(items: readonly Draft[], code: string, change: Partial<Draft>): Draft[] {
  return items.map((one) => {
    if (one.code !== code) return one;
    const isMoved = change.parentCode !== undefined && change.parentCode !== one.parentCode;
    return { ...one, ...change, ...(isMoved ? { weight: null } : {}) };
  });
}

/** Without an attribute; what stood below it moves up to where it stood. */
export function without(items: readonly Draft[], code: string): Draft[] {
  const gone = items.find((one) => one.code === code);
  return items
    .filter((one) => one !== gone)
    .map((one) => (gone !== undefined && one.parentCode === code ? { ...one, parentCode: gone.parentCode, weight: null } : one));
}

/** Siblings of one parent with new weights: alike, stretched to 1, or none. */
export function weighed(items: readonly Draft[], parent: string | null, how: "even" | "scale" | "none"): Draft[] {
  const own = items.filter(({ parentCode }) => parentCode === parent);
  const whole = own.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  const even = own.length === 0 ? [] : spreadEvenly(own.length);
  return items.map((one) => {
    const at = own.indexOf(one);
    if (at < 0) return one;
    if (how === "none") return { ...one, weight: null };
    return { ...one, weight: how === "even" || whole <= 0 ? even[at]! : (one.weight ?? 0) / whole };
  });
}

/** Groups of siblings with what their weights add up to; `null`: none has a weight. */
export function groupsOf(
  items: readonly Draft[],
): { readonly parent: Draft | null; readonly count: number; readonly total: number | null }[] {
  return [null, ...topDown(items)].flatMap((parent) => {
    const own = items.filter(({ parentCode }) => parentCode === (parent?.code ?? null));
    if (own.length === 0) return [];
    const isWeighed = own.some(({ weight }) => weight !== null);
    return [{ parent, count: own.length, total: isWeighed ? own.reduce((sum, { weight }) => sum + (weight ?? 0), 0) : null }];
  });
}

/** Where an attribute may go: not below itself, and not so that a fourth level would come about. */
export function parentsFor(items: readonly Draft[], code: string): readonly Draft[] {
  const below = new Set(topDown(items, code).map((one) => one.code));
  const levels = attributeLevels(items);
  const own = levels.get(code) ?? 1;
  const depth = Math.max(own, ...[...below].map((one) => levels.get(one) ?? own)) - own;
  return items.filter((one) => one.code !== code && !below.has(one.code) && (levels.get(one.code) ?? 1) + 1 + depth <= ATTRIBUTE_LEVELS);
}
