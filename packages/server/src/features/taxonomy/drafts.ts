import type { api } from "@manyi/contracts";
import { type Taxonomy, type Topic, taxonomyFaults } from "@manyi/core/text";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";

export type TopicDraft = z.output<typeof api.taxonomy.save.body>["topics"][number];
export type Fault = z.input<typeof api.taxonomy.preview.reply>["faults"][number];

/** A list from the editor as the text engine takes it. Words are kept in the one form that all comments are read in. */
export function taxonomyOfDraft(topics: readonly TopicDraft[]): Taxonomy {
  return { code: "draft", version: "0", name: { "zh-CN": "草稿", en: "Draft" }, topics: topics.map(wordsOf) };
}

function wordsOf({ code, name, terms, except, opinions }: TopicDraft): Topic {
  return { code, name, terms, ...(except === undefined ? {} : { except }), ...(opinions === undefined ? {} : { opinions }) };
}

/** What is wrong with a tree. A topic with words in one language only is a warning: an organisation may read just that one. */
export async function faultsOf(ctx: Context, topics: readonly TopicDraft[]): Promise<Fault[]> {
  const attributes = await ctx.db.selectFrom("attributes").select("code").where("tenant_id", "=", ctx.tenantId).execute();
  const known = new Set(attributes.map(({ code }) => code));
  const hasWords = ({ terms, opinions }: TopicDraft) =>
    [terms, opinions?.good, opinions?.bad].some((words) => words !== undefined && words.zh.length + words.en.length > 0);
  const ofCore = taxonomyFaults(taxonomyOfDraft(topics)).map(({ code, fault }): Fault => {
    const topic = topics.find((one) => one.code === code);
    return { code, fault: fault === "NO_TERMS" && topic !== undefined && hasWords(topic) ? "ONE_LANGUAGE" : fault };
  });
  const unknown = topics.filter(({ attribute }) => attribute !== null && !known.has(attribute));
  return [...ofCore, ...unknown.map(({ code }): Fault => ({ code, fault: "UNKNOWN_ATTRIBUTE" }))];
}

/** Faults that stop a tree from being used. */
export function stopping(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(({ fault }) => fault !== "ONE_LANGUAGE");
}
