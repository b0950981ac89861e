import type { AnswerCounts, api, Filters } from "@manyi/contracts";
import { addCounts, type Counts, type Metric, type SplitCell, type VoiceCounts } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { thresholdSince } from "../../platform/threshold.js";
import { type Asked, ask, cellAt, count, plan, readStatement, setOf, showFigures } from "../figures/index.js";
import { readPatterns } from "./read-patterns.js";
import type { Pattern } from "./scored.js";

/** More than anybody looks into; a narrower period shows the others. */
const MOST_PATTERNS = 50;

type Reply = z.input<typeof api.quality.overview.reply>;

/** What came in, what is doubted, what was left out, and what that changes. Only answers to surveys. */
export async function readQuality(ctx: Context, filters: Filters): Promise<Reply> {
  const general = await ask(ctx, { ...filters, compare: "none" });
  const asked: Asked = { ...general, where: { ...general.where, sources: ["survey"] } };
  const [statement, counted, flags, figures, titles, patterns, screenedOut] = await Promise.all([
    readStatement(asked),
    countAnswers(asked),
    readFlags(asked),
    compareFigures(asked),
    readTitles(ctx),
    readPatterns(asked),
    countScreenOuts(asked),
  ]);
  const surveys = counted.rows.map((row) => ({ ...row, title: titles.get(row.survey) ?? {} }));
  const total = surveys.reduce<AnswerCounts>(
    (sum, row) => ({
      received: sum.received + row.received,
      valid: sum.valid + row.valid,
      flagged: sum.flagged + row.flagged,
      excluded: sum.excluded + row.excluded,
      partial: sum.partial + row.partial,
    }),
    { received: 0, valid: 0, flagged: 0, excluded: 0, partial: 0 },
  );
  return {
    statement,
    total,
    surveys,
    hidden: counted.hidden,
    screenedOut,
    flags,
    patterns: patterns.toSorted(byDay).slice(0, MOST_PATTERNS),
    morePatterns: Math.max(0, patterns.length - MOST_PATTERNS),
    figures,
  };
}

/** What is no matter of one day comes first, then the latest days. */
function byDay({ on: a }: Pattern, { on: b }: Pattern): number {
  return a === null || b === null ? Number(a !== null) - Number(b !== null) : b.localeCompare(a);
}

type SurveyCounts = AnswerCounts & { readonly survey: number };

/** Every answer in exactly one of four groups: excluded first, then partial, then flagged or valid. */
async function countAnswers(asked: Asked): Promise<{ rows: SurveyCounts[]; hidden: number }> {
  const complete: Asked = { ...asked, where: { ...asked.where, completeness: "complete" } };
  const voices = { kind: "voices" } as const;
  const [all, whole] = await Promise.all([
    count(asked, voices, ["survey"], [asked.period]),
    count(complete, voices, ["survey"], [asked.period]),
  ]);
  const rows: SurveyCounts[] = [];
  let hidden = 0;
  for (const { keys, ...cell } of all.values()) {
    if (typeof keys[0] !== "number") continue;
    const shown = shownPart(asked, cell);
    if (shown.isShort) hidden += 1;
    if (shown.counts === null) continue;
    const { n, excluded } = shown.counts;
    const inWhole = shownPart(asked, cellAt(whole, keys), shown.withAnonymous).counts;
    const [wholeN, flagged] = [inWhole?.n ?? 0, inWhole?.flagged ?? 0];
    rows.push({ survey: keys[0], received: n + excluded, valid: wholeN - flagged, flagged, excluded, partial: n - wholeN });
  }
  return { rows: rows.sort((a, b) => b.received - a.received), hidden };
}

/** Open answers, and anonymous ones where they are enough. */
function shownPart(asked: Asked, { open, anonymous }: SplitCell, isForced?: boolean) {
  const isEnough = anonymous !== null && (anonymous as VoiceCounts).n >= thresholdSince(asked.ctx.organisation, asked.period.from);
  const withAnonymous = isForced ?? isEnough;
  const counts = !withAnonymous || anonymous === null ? open : open === null ? anonymous : addCounts(open, anonymous);
  return { counts: counts as VoiceCounts | null, withAnonymous, isShort: anonymous !== null && !isEnough };
}

async function readFlags(asked: Asked): Promise<Reply["flags"]> {
  const { ctx, period, where } = asked;
  const channels = where.channels ?? null;
  const found = await sql<{ flag: string; n: number; open: number }>`
    select f.flag, count(*)::int as n, (count(*) filter (where v.quality = 'flagged'))::int as open
    from voices v cross join lateral jsonb_array_elements_text(v.flags) as f (flag)
    where v.tenant_id = ${ctx.tenantId} and v.source = 'survey' and v.anonymity <> 'anonymous' and v.flags <> '[]'::jsonb
      and v.local_day between ${period.from} and ${period.to} and ${isOneOf("v.unit_id", where.units)} and ${isOneOf("v.survey_id", where.surveys)}
      and ${isOneOf("v.touchpoint_id", where.touchpoints)} and ${isOneOf("v.segment_id", where.segments)}
      and (${channels === null} or v.channel = any(${[...(channels ?? [])]}::text[]))
    group by f.flag order by n desc, f.flag`.execute(ctx.db);
  return found.rows;
}

/** Who met a full quota in these days and units. */
async function countScreenOuts({ ctx, period, where }: Asked): Promise<number> {
  const channels = where.channels ?? null;
  const found = await sql<{ n: number }>`
    select count(*)::int as n from screen_outs s
    where s.tenant_id = ${ctx.tenantId} and s.local_day between ${period.from} and ${period.to}
      and ${isOneOf("s.unit_id", where.units)} and ${isOneOf("s.survey_id", where.surveys)}
      and ${isOneOf("s.touchpoint_id", where.touchpoints)} and ${isOneOf("s.segment_id", where.segments)}
      and (${channels === null} or s.channel = any(${[...(channels ?? [])]}::text[]))`.execute(ctx.db);
  return found.rows[0]?.n ?? 0;
}

function isOneOf(column: string, values: readonly number[] | null | undefined): RawBuilder<SqlBool> {
  return values === null || values === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${sql.ref(column)} = any(${[...values]}::int[])`;
}

const HEADLINES: readonly Metric[] = (["nps", "csat", "ces", "ratio"] as const).map((family) => ({ family, attribute: null }));

/** Headline figures three times over: as counted, without flagged answers, with excluded ones. */
async function compareFigures(asked: Asked): Promise<Reply["figures"]> {
  // between two of them lie few answers, so those of anonymous surveys stand in none
  const open: Asked = { ...asked, where: { ...asked.where, anonymous: "without" } };
  const rows = await Promise.all(
    HEADLINES.map(async (metric) => {
      const planned = planOrNull(open, metric);
      if (planned === null) return null;
      // the few by themselves and then together with the many, which are looked at once
      const [clean = null, flagged = null, excluded = null] = await Promise.all(
        (["clean", "flagged", "excluded"] as const).map(async (quality) => {
          const cells = await count({ ...open, where: { ...open.where, quality } }, planned.measure, [], [open.period]);
          return cellAt(cells, []).open;
        }),
      );
      const counted = together(clean, flagged);
      const figures = await showFigures(
        open,
        [counted, clean, together(counted, excluded)].map((now) => ({
          metric,
          period: open.period,
          now: { open: now, anonymous: null },
          set: setOf(open, metric),
        })),
      );
      return { counted: figures[0]!, clean: figures[1]!, all: figures[2]! };
    }),
  );
  return rows.filter((row) => row !== null);
}

function together(one: Counts | null, other: Counts | null): Counts | null {
  return one === null || other === null ? (one ?? other) : addCounts(one, other);
}

/** A headline over surveys with different scales has no value. */
function planOrNull(asked: Asked, metric: Metric) {
  try {
    return plan(asked, metric);
  } catch (error) {
    if (error instanceof AppError && error.code === "SCALE_MISMATCH") return null;
    throw error;
  }
}

async function readTitles({ db, tenantId }: Context): Promise<Map<number, LocalText>> {
  const rows = await db.selectFrom("surveys").select(["id", "title"]).where("tenant_id", "=", tenantId).execute();
  return new Map(rows.map(({ id, title }) => [id, title as LocalText]));
}
