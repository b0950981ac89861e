import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { startOfSpan } from "@manyi/core/metrics";
import { emergingTopics, joinFragments } from "@manyi/core/text";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { ask } from "../figures/index.js";
import { readTopics } from "../reading/index.js";
import { countWords, drawComments } from "./count-words.js";
import { kept } from "./kept.js";
import { COMMENTS, mentioning, spokenOf, tally } from "./spoken.js";
import { spanBy } from "./topic.js";

type Query = z.output<typeof api.themes.emerging.query>;
type Reply = z.input<typeof api.themes.emerging.reply>;

/** Periods looked at, the last one included; comments whose words are counted in each. */
const PERIODS = 7;
const MOST = 1200;
/** A term needs so many comments in the last period. */
const LEAST = 5;
const SHOWN = 20;

const keep = kept<Reply>();

/** New and rising topics and words of the last week or month. */
export async function readEmerging(ctx: Context, query: Query): Promise<Reply> {
  const asked = await ask(ctx, query);
  return keep(ctx, query, async () => {
    const by = spanBy(asked.period);
    const range = { from: asked.period.to - PERIODS * (by === "week" ? 7 : 31) + 1, to: asked.period.to };
    const spoken = spokenOf(asked);
    const comments = mentioning(spoken, COMMENTS);
    const [topics, mentions, totals, drawn] = await Promise.all([
      readTopics(ctx.db, ctx.tenantId),
      tally(spoken, ["topic", by], [range]),
      tally(comments, [by], [range]),
      drawComments(comments, { range, per: by, most: MOST }),
    ]);
    const totalOf = new Map(totals.map(({ keys, n }) => [Number(keys[0]), n]));
    const countOf = new Map(mentions.map(({ keys: [topic, span], n }) => [`${topic} ${span}`, n]));
    const spans = [...totalOf.keys()].sort((a, b) => a - b).slice(-PERIODS);
    const all = (span: number) => totalOf.get(span) ?? 0;
    const said = (span: number, topic: number) => Math.min(countOf.get(`${topic} ${span}`) ?? 0, all(span));
    const counted: { span: number; counts: ReadonlyMap<string, number>; n: number }[] = [];
    for (const span of spans) {
      const texts = drawn.get(span) ?? [];
      counted.push({ span, counts: await countWords(texts), n: texts.length });
    }
    const last = counted.at(-1);
    const live = topics.filter(({ retired_at }) => retired_at === null);
    const series = live.map(({ id }) => ({
      key: `#${id}`,
      periods: spans.map((span) => ({ count: said(span, id), total: all(span) })),
    }));
    const terms = [...(last?.counts ?? [])].filter(([, n]) => n >= LEAST).map(([term]) => term);
    const words = terms.map((key) => ({ key, periods: counted.map(({ counts, n }) => ({ count: counts.get(key) ?? 0, total: n })) }));
    const emerging = spans.length < 3 ? [] : emergingTopics([...series, ...words]);
    const topicOf = (key: string) => live.find(({ id }) => key === `#${id}`);
    return {
      by,
      periods: counted.map(({ span, n }) => ({ start: isoDateOf(startOfSpan(by, span)), comments: all(span), counted: n })),
      looked: spans.length < 3 ? 0 : series.length + words.length,
      found: joinFragments(emerging.map((one) => ({ ...one, term: one.key })))
        .slice(0, SHOWN)
        .map(({ key, term, kind, count, total, expected, ratio, adjustedP }) => {
          const topic = topicOf(key);
          const about = topic === undefined ? null : { id: topic.id, name: topic.name };
          return { kind, topic: about, term: about === null ? term : null, n: count, total, expected, ratio, adjustedP };
        }),
    };
  });
}
