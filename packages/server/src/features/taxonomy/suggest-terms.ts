import { setImmediate as nextTurn } from "node:timers/promises";
import type { api } from "@manyi/contracts";
import { createTermCounter, distinctiveTerms, joinFragments, termsOf, topicFinder } from "@manyi/core/text";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { taxonomyOf, treeOf } from "../reading/index.js";
import { drawForTrial } from "./queries.js";

type Reply = z.input<typeof api.taxonomy.suggestions.reply>;

const LOOKED = 4000;
const SHOWN = 40;
const LEAST = 5;
const SLICE_MS = 12;

/**
 * Words no topic knows, most said first: those of comments without any topic. And words near one topic: what comments that mention it say
 * more than others, without the words it has already.
 */
export async function suggestTerms(ctx: Context, topic: string | undefined): Promise<Reply> {
  const [{ drawn, comments }, tree] = await Promise.all([drawForTrial(ctx, LOOKED), ctx.tx((tx) => treeOf(tx, ctx.tenantId, ctx.now()))]);
  const taxonomy = taxonomyOf(tree);
  const find = topicFinder(taxonomy);
  const words = taxonomy.topics.flatMap(({ terms, opinions }) =>
    [terms, opinions?.good, opinions?.bad].flatMap((lists) => [...(lists?.zh ?? []), ...(lists?.en ?? [])]),
  );
  const known = new Set(words);
  const isKnown = (term: string) => known.has(term) || (isChinese(term) && words.some((word) => word.length > 1 && term.includes(word)));
  const [without, near, others] = [createTermCounter(), createTermCounter(), createTermCounter()];
  let until = performance.now() + SLICE_MS;
  for (const { text } of drawn) {
    const found = find(text);
    const terms = termsOf(text);
    if (found.length === 0) without.add(terms);
    if (topic !== undefined) (found.some(({ code }) => code === topic) ? near : others).add(terms);
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + SLICE_MS;
  }
  const unmapped = [...without.counts]
    .filter(([term, n]) => n >= LEAST && !isKnown(term))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const nearby = topic === undefined ? [] : distinctiveTerms(near.counts, others.counts, { falseShare: 0.1 });
  return {
    looked: drawn.length,
    comments,
    unmapped: joinFragments(unmapped.slice(0, 6 * SHOWN).map(([term, count]) => ({ term, count })))
      .slice(0, SHOWN)
      .map(({ term, count }) => ({ term, language: languageOf(term), n: count })),
    near: joinFragments(nearby.filter(({ term, logOdds, count }) => logOdds > 0 && count >= LEAST && !isKnown(term)))
      .slice(0, SHOWN)
      .map(({ term, count, logOdds }) => ({ term, language: languageOf(term), n: count, logOdds })),
  };
}

const isChinese = (term: string) => /\p{Script=Han}/u.test(term);
const languageOf = (term: string): "zh" | "en" => (isChinese(term) ? "zh" : "en");
