import type { api } from "@manyi/contracts";
import type { BenefitType } from "@manyi/core/text";
import type { z } from "zod";

type InForce = z.input<typeof api.taxonomy.get.reply>["topics"][number];
type Row = {
  readonly id: number;
  readonly code: string;
  readonly name: { readonly "zh-CN": string; readonly en: string };
  readonly attribute_code: string | null;
  readonly words: {
    readonly terms: Lists;
    readonly except?: Lists | undefined;
    readonly opinions?: { readonly good: Lists; readonly bad: Lists } | undefined;
    readonly benefit?: BenefitType | undefined;
  };
  readonly retired_at: Date | string | null;
};
type Lists = { readonly zh: readonly string[]; readonly en: readonly string[] };

const lists = ({ zh, en }: Lists) => ({ zh: [...zh], en: [...en] });

/** A topic as it stands in force, or as it stood in a version. */
export function presentTopic({ id, code, name, attribute_code, words, retired_at }: Row): InForce {
  const { terms, except, opinions, benefit } = words;
  return {
    id,
    code,
    name,
    terms: lists(terms),
    ...(except === undefined ? {} : { except: lists(except) }),
    ...(opinions === undefined ? {} : { opinions: { good: lists(opinions.good), bad: lists(opinions.bad) } }),
    ...(benefit === undefined ? {} : { benefit }),
    attribute: attribute_code,
    isRetired: retired_at !== null,
  };
}

type Run = { id: string; state: "running" | "done"; total: number; done: number; asked_at: Date };

export function presentRun({ id, state, total, done, asked_at }: Run) {
  return { id, state, total, done: Math.min(done, total), startedAt: asked_at.toISOString() };
}
