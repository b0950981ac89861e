import { setImmediate as nextTurn } from "node:timers/promises";
import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { maskPii, type TopicMention, topicFinder } from "@manyi/core/text";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { taxonomyOf, treeOf } from "../reading/index.js";
import { faultsOf, type TopicDraft, taxonomyOfDraft } from "./drafts.js";
import { drawForTrial } from "./queries.js";

type Reply = z.input<typeof api.taxonomy.preview.reply>;

/** Comments a change is tried on, and examples shown. */
const TRIED = 2000;
const EXAMPLES = 30;
const SLICE_MS = 12;

/** Finds in the old tree and in the new, compared comment by comment. */
export async function previewTree(ctx: Context, topics: readonly TopicDraft[]): Promise<Reply> {
  const [faults, { drawn, comments }, tree] = await Promise.all([
    faultsOf(ctx, topics),
    drawForTrial(ctx, TRIED),
    ctx.tx((tx) => treeOf(tx, ctx.tenantId, ctx.now())),
  ]);
  const findBefore = topicFinder(taxonomyOf(tree));
  const findAfter = topicFinder(taxonomyOfDraft(topics));
  const rows = new Map<string, { before: number; after: number; gained: number; lost: number }>();
  const row = (code: string) => {
    const known = rows.get(code) ?? { before: 0, after: 0, gained: 0, lost: 0 };
    rows.set(code, known);
    return known;
  };
  for (const { code } of topics) row(code);
  const examples: Reply["examples"] = [];
  let [moved, withTopicBefore, withTopicAfter] = [0, 0, 0];
  let until = performance.now() + SLICE_MS;
  for (const { id, text, day } of drawn) {
    const before = findBefore(text);
    const after = findAfter(text);
    const has = (found: readonly TopicMention[], code: string) => found.some((one) => one.code === code);
    const gained = after.filter(({ code }) => !has(before, code));
    const lost = before.filter(({ code }) => !has(after, code));
    if (before.length > 0) withTopicBefore++;
    if (after.length > 0) withTopicAfter++;
    for (const { code } of before) row(code).before++;
    for (const { code } of after) row(code).after++;
    for (const { code } of gained) row(code).gained++;
    for (const { code } of lost) row(code).lost++;
    if (gained.length + lost.length > 0) {
      moved++;
      if (examples.length < EXAMPLES) examples.push(exampleOf(id, text, day, gained, lost));
    }
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + SLICE_MS;
  }
  return {
    faults,
    looked: drawn.length,
    comments,
    moved,
    withTopicBefore,
    withTopicAfter,
    topics: [...rows].map(([code, counts]) => ({ code, ...counts })),
    examples,
  };
}

/** Personal data is masked with as many signs as it had, so that the places of the words stay true. */
function exampleOf(
  id: string,
  text: string,
  day: number,
  gained: readonly TopicMention[],
  lost: readonly TopicMention[],
): Reply["examples"][number] {
  const masked = maskPii(text, ({ start, end }) => "*".repeat(end - start));
  const spans = [...gained, ...lost].flatMap(({ hits }) => hits.map(({ start, end }): [number, number] => [start, end]));
  return {
    voiceId: id,
    text: masked,
    on: isoDateOf(day),
    gained: gained.map(({ code }) => code),
    lost: lost.map(({ code }) => code),
    spans: spans.sort((a, b) => a[0] - b[0]),
  };
}
