import type { api } from "@manyi/contracts";
import { type DayRange, periodText } from "@manyi/core/metrics";
import { type DistinctiveTerm, distinctiveTerms, joinFragments } from "@manyi/core/text";
import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, ask, unitsBelow } from "../figures/index.js";
import { readTopics, topicsBelow } from "../reading/index.js";
import { countWords, drawComments } from "./count-words.js";
import { kept } from "./kept.js";
import { SCALES } from "./spoken.js";

type Query = z.output<typeof api.themes.words.query>;
type Reply = z.input<typeof api.themes.words.reply>;
type Side = { readonly range: DayRange; readonly narrow: RawBuilder<unknown> };

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
    const [left, right] = await sidesOf(asked, { contrast, metric, a, b });
    const about = await aboutTopic(asked, topic);
    const draw = ({ range, narrow }: Side) => drawComments(asked, { range, narrow: sql`${narrow} ${about}`, limit: MOST });
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

async function aboutTopic({ ctx }: Asked, topic: number | undefined): Promise<RawBuilder<unknown>> {
  if (topic === undefined) return sql``;
  const ids = topicsBelow(await readTopics(ctx.db, ctx.tenantId), topic);
  if (ids.length === 0) throw new AppError("NOT_FOUND");
  return sql`and exists (select 1 from voice_topics x where x.tenant_id = t.tenant_id and x.voice_id = t.voice_id and x.topic_id = any(${ids}::int[]))`;
}

async function sidesOf(
  asked: Asked,
  { contrast, metric, a, b }: Pick<Query, "contrast" | "metric" | "a" | "b">,
): Promise<readonly [Side, Side]> {
  const { period, compare, ctx } = asked;
  const both = (left: RawBuilder<unknown>, right: RawBuilder<unknown>): readonly [Side, Side] => [
    { range: period, narrow: left },
    { range: period, narrow: right },
  ];
  switch (contrast) {
    case "score": {
      const { low, high } = SCALES[metric];
      return both(sql`and ${sql.ref(`v.${metric}`)} <= ${low}`, sql`and ${sql.ref(`v.${metric}`)} >= ${high}`);
    }
    case "sentiment":
      return both(sql`and t.sentiment = -1`, sql`and t.sentiment = 1`);
    case "period": {
      const days = period.to - period.from + 1;
      const before = compare ?? { from: period.from - days, to: period.from - 1 };
      return [
        { range: period, narrow: sql`` },
        { range: before, narrow: sql`` },
      ];
    }
    case "unit": {
      const below = (id: number | undefined) => {
        const unit = asked.units.find((one) => one.id === id);
        if (unit === undefined) throw new AppError("NOT_FOUND");
        return unitsBelow(asked.units, unit).map((one) => one.id);
      };
      const own = below(a);
      const other = b === undefined ? null : below(b);
      return both(
        sql`and v.unit_id = any(${own}::int[])`,
        other === null ? sql`and not v.unit_id = any(${own}::int[])` : sql`and v.unit_id = any(${other}::int[])`,
      );
    }
    case "segment": {
      const wanted = [a, b].filter((id) => id !== undefined);
      const known = await ctx.db.selectFrom("segments").select("id").where("tenant_id", "=", ctx.tenantId).execute();
      if (a === undefined || wanted.some((id) => !known.some((one) => one.id === id))) throw new AppError("NOT_FOUND");
      return both(sql`and v.segment_id = ${a}`, b === undefined ? sql`and v.segment_id <> ${a}` : sql`and v.segment_id = ${b}`);
    }
  }
}
