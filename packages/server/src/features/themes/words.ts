import type { api } from "@manyi/contracts";
import { type DayRange, periodText } from "@manyi/core/metrics";
import { type DistinctiveTerm, distinctiveTerms, joinFragments } from "@manyi/core/text";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask, unitsBelow } from "../figures/index.js";
import { readTopics, topicsBelow } from "../reading/index.js";
import { countWords, drawComments } from "./count-words.js";
import { kept } from "./kept.js";
import { among, COMMENTS, mentioning, narrowed, SCALES, scoreOn, spokenOf, total } from "./spoken.js";

type Query = z.output<typeof api.themes.words.query>;
type Reply = z.input<typeof api.themes.words.reply>;
type Side = { readonly range: DayRange; readonly asked: Asked };

/** Comments counted on each side, and how many a side needs. */
const MOST = 4000;
const LEAST = 30;
const SHOWN = 15;

const keep = kept<Reply>();

/** Words that set two groups apart. */
export async function readWords(ctx: Context, query: Query): Promise<Reply> {
  const { contrast, metric, a, b, topic, ...filters } = query;
  const asked = await ask(ctx, filters);
  return keep(ctx, query, async () => {
    const [left, right] = await sidesOf(await commentsAbout(asked, topic), { contrast, metric, a, b });
    const [own, other] = await Promise.all([draw(left), draw(right)]);
    const isEnough = own.texts.length >= LEAST && other.texts.length >= LEAST;
    const terms = isEnough ? distinctiveTerms(await countWords(own.texts), await countWords(other.texts), { falseShare: 0.1 }) : [];
    const compare = contrast === "period" ? right.range : null;
    return {
      period: periodText(asked.period),
      comparePeriod: compare === null ? null : periodText(compare),
      contrast,
      groups: {
        a: { comments: own.comments, counted: own.texts.length },
        b: { comments: other.comments, counted: other.texts.length },
      },
      isEnough,
      terms: [...strongest(terms, 1), ...strongest(terms, -1)],
    };
  });
}

function strongest(terms: readonly DistinctiveTerm[], sign: 1 | -1): Reply["terms"] {
  return joinFragments(terms.filter(({ logOdds }) => logOdds * sign > 0).slice(0, 6 * SHOWN))
    .slice(0, SHOWN)
    .map(({ term, count, otherCount, logOdds, low, high }) => ({ term, a: count, b: otherCount, logOdds, low, high }));
}

async function draw({ range, asked }: Side): Promise<{ readonly comments: number; readonly texts: readonly string[] }> {
  const [drawn, comments] = await Promise.all([drawComments(asked, { range, per: null, most: MOST }), total(asked, range)]);
  return { comments, texts: drawn.get(null) ?? [] };
}

async function commentsAbout(asked: Asked, topic: number | undefined): Promise<Asked> {
  const comments = mentioning(spokenOf(asked), COMMENTS);
  if (topic === undefined) return comments;
  const ids = topicsBelow(await readTopics(asked.ctx.db, asked.ctx.tenantId), topic);
  if (ids.length === 0) throw new AppError("NOT_FOUND");
  return mentioning(comments, { topics: ids });
}

async function sidesOf(
  asked: Asked,
  { contrast, metric, a, b }: Pick<Query, "contrast" | "metric" | "a" | "b">,
): Promise<readonly [Side, Side]> {
  const { period, compare, ctx } = asked;
  const both = (left: Asked, right: Asked): readonly [Side, Side] => [
    { range: period, asked: left },
    { range: period, asked: right },
  ];
  switch (contrast) {
    case "score": {
      const { low, high } = SCALES[metric];
      const scored = (bound: { min?: number; max?: number }) =>
        narrowed(asked, { scored: [...(asked.where.scored ?? []), { score: scoreOn(metric), ...bound }] });
      return both(scored({ max: low }), scored({ min: high }));
    }
    case "sentiment":
      return both(mentioning(asked, { sentiments: [-1] }), mentioning(asked, { sentiments: [1] }));
    case "period": {
      const days = period.to - period.from + 1;
      const before = compare ?? { from: period.from - days, to: period.from - 1 };
      return [
        { range: period, asked },
        { range: before, asked },
      ];
    }
    case "unit": {
      const below = (id: number | undefined) => {
        const unit = asked.units.find((one) => one.id === id);
        if (unit === undefined) throw new AppError("NOT_FOUND");
        return unitsBelow(asked.units, unit).map((one) => one.id);
      };
      const own = below(a);
      const other = b === undefined ? asked.units.map(({ id }) => id).filter((id) => !own.includes(id)) : below(b);
      const within = (units: readonly number[]) => narrowed(asked, { units: among(asked.where.units, units) });
      return both(within(own), within(other));
    }
    case "segment": {
      const known = await ctx.db.selectFrom("segments").select("id").where("tenant_id", "=", ctx.tenantId).execute();
      const ids = known.map(({ id }) => id);
      if (a === undefined || !ids.includes(a) || (b !== undefined && !ids.includes(b))) throw new AppError("NOT_FOUND");
      const within = (segments: readonly number[]) => narrowed(asked, { segments: among(asked.where.segments, segments) });
      return both(within([a]), within(b === undefined ? ids.filter((id) => id !== a) : [b]));
    }
  }
}
