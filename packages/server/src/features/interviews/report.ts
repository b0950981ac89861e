import type { api } from "@manyi/contracts";
import { cohenKappa } from "@manyi/core/agreement";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { scopeWhere } from "../../platform/scope.js";
import { maskedWords } from "../reading/index.js";

type Query = z.output<typeof api.interviews.report.query>;
type Reply = z.input<typeof api.interviews.report.reply>;
type Coded = {
  readonly interview_id: string;
  readonly quote_id: string;
  readonly text: string;
  readonly coder_id: string;
  readonly coder: string;
  readonly code: string;
};

/** Disagreements listed at once; the rest are fewer than anybody talks over in one meeting. */
const MOST_LISTED = 100;

/** Interviews, hours and cost of the period, themes by frequency, and the agreement of the two people who coded most. */
export async function readReport(ctx: Context, { guide, from, to }: Query): Promise<Reply> {
  const where = sql`${scopeWhere(ctx, { tenant: "i.tenant_id", unit: "i.unit_id" })}
    and (${guide ?? null}::int is null or i.guide_id = ${guide ?? null}::int)
    and (${from ?? null}::date is null or i.planned_at >= ${from ?? null}::date)
    and (${to ?? null}::date is null or i.planned_at < ${to ?? null}::date + 1)`;
  const [counted, coded] = await Promise.all([
    sql<{ planned: number; finished: number; minutes: number; cost: number }>`
      select (count(*) filter (where i.state = 'planned'))::int as planned, (count(*) filter (where i.state = 'finished'))::int as finished,
        coalesce(sum(i.minutes) filter (where i.state = 'finished'), 0)::float8 as minutes,
        coalesce(sum(i.cost) filter (where i.state = 'finished'), 0)::float8 as cost
      from interviews i where ${where}`.execute(ctx.db),
    sql<Coded>`
      select c.interview_id, c.quote_id, q.value ->> 'text' as text, c.coder_id, coalesce(p.name, '') as coder, c.code
      from interviews i
      cross join lateral jsonb_array_elements(i.quotes) as q (value)
      join interview_codes c on c.tenant_id = i.tenant_id and c.interview_id = i.id and c.quote_id = q.value ->> 'id'
      left join auth_users p on p.id = c.coder_id
      where ${where} order by c.interview_id, c.quote_id, c.coder_id`.execute(ctx.db),
  ]);
  const { planned, finished, minutes, cost } = counted.rows[0]!;
  return { planned, finished, hours: minutes / 60, cost, themes: themesOf(coded.rows), agreement: agreementOf(coded.rows) };
}

/** Each theme once per quote, however many coders chose it. */
function themesOf(rows: readonly Coded[]): Reply["themes"] {
  const themes = new Map<string, { quotes: Set<string>; interviews: Set<string> }>();
  for (const { code, interview_id, quote_id } of rows) {
    const theme = themes.get(code) ?? { quotes: new Set(), interviews: new Set() };
    theme.quotes.add(`${interview_id} ${quote_id}`);
    theme.interviews.add(interview_id);
    themes.set(code, theme);
  }
  return [...themes]
    .map(([code, { quotes, interviews }]) => ({ code, quotes: quotes.size, interviews: interviews.size }))
    .sort((a, b) => b.quotes - a.quotes || a.code.localeCompare(b.code));
}

function agreementOf(rows: readonly Coded[]): Reply["agreement"] {
  const [one, two] = mostBusy(rows);
  const none = { n: 0, coders: [], kappa: null, low: null, high: null, observed: null, expected: null, disagreements: [] };
  if (one === undefined || two === undefined) return none;
  const ofTwo = new Map<string, Coded>(rows.filter((row) => row.coder_id === two).map((row) => [nameOf(row), row]));
  const both = rows.flatMap((row): [Coded, Coded][] => {
    const other = row.coder_id === one ? ofTwo.get(nameOf(row)) : undefined;
    return other === undefined ? [] : [[row, other]];
  });
  if (both.length === 0) return none;
  const codes = [...new Set(both.flatMap(([a, b]) => [a.code, b.code]))].sort();
  const table = codes.map((first) => codes.map((second) => both.filter(([a, b]) => a.code === first && b.code === second).length));
  const kappa = cohenKappa(table);
  return {
    n: both.length,
    coders: [both[0]![0].coder, both[0]![1].coder],
    kappa: kappa?.kappa ?? null,
    // an interval ends where κ does
    low: kappa === null ? null : Math.max(-1, kappa.interval.low),
    high: kappa === null ? null : Math.min(1, kappa.interval.high),
    observed: kappa?.observed ?? null,
    expected: kappa?.expected ?? null,
    disagreements: both
      .filter(([a, b]) => a.code !== b.code)
      .slice(0, MOST_LISTED)
      .map(([a, b]) => ({
        interviewId: a.interview_id,
        quoteId: a.quote_id,
        text: maskedWords(a.text),
        codes: [
          { coder: a.coder, code: a.code },
          { coder: b.coder, code: b.code },
        ],
      })),
  };
}

function nameOf({ interview_id, quote_id }: Coded): string {
  return `${interview_id} ${quote_id}`;
}

/** The two coders with most quotes, in a fixed order. */
function mostBusy(rows: readonly Coded[]): string[] {
  const counts = new Map<string, number>();
  for (const { coder_id } of rows) counts.set(coder_id, (counts.get(coder_id) ?? 0) + 1);
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .slice(0, 2)
    .map(([coder]) => coder)
    .sort();
}
