import type { api, Filters } from "@manyi/contracts";
import { instantOf } from "@manyi/core/calendar";
import { percentage } from "@manyi/core/measures";
import { periodText } from "@manyi/core/metrics";
import { segmentShares } from "@manyi/core/stats";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, ask } from "../figures/index.js";

type Query = z.output<typeof api.analysis.complaintReasons.query>;
type Reply = z.input<typeof api.analysis.complaintReasons.reply>;
type Row = Reply["whole"];
type Party = NonNullable<Reply["causedBy"][number]["by"]>;

type Tally = {
  readonly caused_by: Party | null;
  readonly cause_code: string | null;
  readonly n: number;
  readonly verified: number;
  readonly satisfied: number;
};
type Counts = Pick<Tally, "n" | "verified" | "satisfied">;

/** With fewer a share is shown and compared with nothing. */
const FEWEST_VERIFIED = 30;

/**
 * Complaints by who caused them and by cause, and whether the customers found what came of it satisfactory. Fairness is the customers'
 * own word at verification; a complaint nobody has answered about is in `n` and in no share of satisfied ones.
 */
export async function complaintReasons(ctx: Context, filters: Query): Promise<Reply> {
  const asked = await ask(ctx, { ...filters, compare: "none" } as Filters);
  const tallies = await readTallies(asked);
  const whole = sumOf(tallies);
  const parties = grouped(tallies, ({ caused_by }) => caused_by);
  const causes = grouped(tallies, ({ cause_code }) => cause_code);
  const verdicts = compare(
    [...parties, ...causes].map(([, counts]) => counts),
    whole,
  );
  const rows = (groups: readonly (readonly [string | null, Counts])[], from: number) =>
    groups.map(([key, counts], i) => ({ key, row: rowOf(counts, whole, verdicts.of[from + i] ?? null) }));
  return {
    period: periodText(asked.period),
    asOf: ctx.now().toISOString(),
    n: whole.n,
    whole: rowOf(whole, whole, null),
    causedBy: rows(parties, 0).map(({ key, row }) => ({ ...row, by: key as Party | null })),
    causes: rows(causes, parties.length).map(({ key, row }) => ({ ...row, code: key })),
    compared: { compared: verdicts.compared, rule: verdicts.rule },
  };
}

async function readTallies({ ctx, period, where }: Asked): Promise<readonly Tally[]> {
  const zone = ctx.organisation.timeZone;
  const units = where.units ?? null;
  const found = await sql<Tally>`
    select caused_by, cause_code, count(*)::int as n,
      (count(*) filter (where outcome in ('satisfied', 'not_satisfied')))::int as verified,
      (count(*) filter (where outcome = 'satisfied'))::int as satisfied
    from cases
    where tenant_id = ${ctx.tenantId}
      and opened_at >= ${new Date(instantOf(period.from, 0, zone))}
      and opened_at < ${new Date(instantOf(period.to + 1, 0, zone))}
      and (outcome is null or outcome not in ('withdrawn', 'merged'))
      and (${units === null} or unit_id = any(${[...(units ?? [])]}::int[]))
    group by caused_by, cause_code`.execute(ctx.db);
  return found.rows;
}

function sumOf(tallies: readonly Counts[]): Counts {
  const total = (of: (one: Counts) => number) => tallies.reduce((sum, one) => sum + of(one), 0);
  return { n: total(({ n }) => n), verified: total(({ verified }) => verified), satisfied: total(({ satisfied }) => satisfied) };
}

/** The most frequent first, what nobody has filled in last. */
function grouped(tallies: readonly Tally[], keyOf: (one: Tally) => string | null): (readonly [string | null, Counts])[] {
  return [...new Set(tallies.map(keyOf))]
    .map((key) => [key, sumOf(tallies.filter((one) => keyOf(one) === key))] as const)
    .toSorted(([a, one], [b, two]) => Number(a === null) - Number(b === null) || two.n - one.n || String(a).localeCompare(String(b)));
}

function compare(groups: readonly Counts[], whole: Counts) {
  const at = groups.flatMap(({ verified }, i) => (verified >= FEWEST_VERIFIED && whole.verified - verified >= FEWEST_VERIFIED ? [i] : []));
  const share = ({ satisfied, verified }: Counts) => ({ successes: satisfied, n: verified });
  const { comparisons, findings } = segmentShares(
    at.map((i) => share(groups[i]!)),
    share(whole),
  );
  const of: Row["againstRest"][] = groups.map(() => null);
  for (const [place, i] of at.entries()) {
    if (findings.isSignificant[place]) of[i] = (comparisons[place]?.difference ?? 0) > 0 ? "higher" : "lower";
  }
  return { of, compared: findings.compared, rule: findings.rule };
}

function rowOf({ n, verified, satisfied }: Counts, whole: Counts, againstRest: Row["againstRest"]): Row {
  const fair = percentage(satisfied, verified);
  const ends = fair?.interval ?? null;
  return {
    n,
    share: whole.n === 0 ? 0 : n / whole.n,
    verified,
    satisfied,
    fair: fair === null || ends === null ? null : { value: fair.value / 100, low: ends.low / 100, high: ends.high / 100 },
    againstRest,
  };
}
