import type { api, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { asymmetryWave, penaltyReward } from "@manyi/core/drivers";
import { kanoWave, tierDrift, type WaveTier } from "@manyi/core/kano";
import { spanOfDay, startOfSpan } from "@manyi/core/metrics";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import {
  type Asked,
  attributeNames,
  type Break,
  cutAt,
  incomparableDays,
  metricOf,
  readBreaksOf,
  readCrossTablesBySpan,
  readStatement,
  type Span,
} from "../figures/index.js";
import { bandsOf } from "./asymmetry.js";
import { countsOf, sourcesOf } from "./kano.js";
import { askUnweighted } from "./unweighted.js";

type Query = z.output<typeof api.analysis.kanoDrift.query>;
type Drift = z.input<typeof api.analysis.kanoDrift.reply>;
type Row = Drift["rows"][number];
type Wave = WaveTier & { readonly n: number };

/**
 * Tiers month by month; the months run up to the end of the period, however short it is. A month in which a question became another one
 * is cut in two, and moves are looked for on one side only (D§12.2).
 */
export async function kanoDrift(ctx: Context, { outcome, months: count, ...filters }: Query): Promise<Drift> {
  const rated = metricOf(outcome, "query.outcome");
  const asked = await askUnweighted(ctx, filters as Filters);
  const last = spanOfDay("month", asked.period.to);
  const months = Array.from({ length: count }, (_, i) => {
    const key = last - count + 1 + i;
    return { key, from: startOfSpan("month", key), to: Math.min(startOfSpan("month", key + 1) - 1, asked.period.to) };
  });
  const long: Asked = { ...asked, period: { from: months[0]!.from, to: asked.period.to } };
  const [statement, nameOf, breaksOf] = await Promise.all([readStatement(long), attributeNames(ctx), readBreaksOf(long, long.period)]);
  const rows = await Promise.all(
    sourcesOf(asked, outcome).map(async ({ attribute, isKano }): Promise<Row> => {
      const codes = isKano ? [`kf:${attribute}`, `kd:${attribute}`] : [`p:${attribute}`, outcome];
      // only a version of a survey that asks both can change what is counted together
      const surveys = surveysAsking(asked, codes);
      const breaks = isKano
        ? breaksOf({ family: "kano", attribute }, surveys)
        : [...breaksOf({ family: "p", attribute }, surveys), ...breaksOf(rated, surveys)];
      const marks = marksOf(breaks);
      const spans = cutAt(months, incomparableDays(marks));
      const tables = await readCrossTablesBySpan(long, codes[0]!, codes[1]!, spans);
      const waves = spans.map((_, i): Wave => {
        const table = tables.get(i);
        if (table === undefined) return { n: 0, tier: null };
        return { n: table.n, ...(isKano ? kanoWave(countsOf(table)) : asymmetryWave(penaltyReward(bandsOf(table)))) };
      });
      return {
        attribute,
        label: nameOf(attribute),
        source: isKano ? "kano" : "ratings",
        points: waves.map(({ n, tier, score, standardError }, i) => ({
          month: spans[i]!.key,
          start: isoDateOf(spans[i]!.from),
          stretch: spans[i]!.stretch,
          n,
          tier,
          score: score ?? null,
          standardError: standardError ?? null,
        })),
        breaks: marks,
        alerts: alertsIn(spans, waves),
      };
    }),
  );
  return { statement, months: months.map(({ key }) => key), rows: rows.filter(({ points }) => points.some(({ n }) => n > 0)) };
}

function surveysAsking({ catalog, surveys }: Asked, codes: readonly string[]): number[] {
  return [...catalog.surveys].flatMap(([id, known]) =>
    (surveys === null || surveys.includes(id)) && codes.every((code) => known.includes(code)) ? [id] : [],
  );
}

type Mark = Row["breaks"][number];

/** Versions that changed something, each day's weightiest, in order; the others need no mark. */
function marksOf(breaks: readonly Break[]): Mark[] {
  const marks = new Map<string, Mark>();
  for (const { on, kind, label } of breaks) {
    if (kind === "version" || marks.get(on)?.kind === "incomparable") continue;
    marks.set(on, { on, kind, label });
  }
  return [...marks.values()].sort((a, b) => a.on.localeCompare(b.on));
}

function alertsIn(spans: readonly Span[], waves: readonly Wave[]): Row["alerts"] {
  return [...new Set(spans.map(({ stretch }) => stretch))].flatMap((stretch) => {
    const places = spans.flatMap((span, i) => (span.stretch === stretch ? [i] : []));
    const found = tierDrift(places.map((i) => waves[i]!));
    return found.map(({ wave, from, to }) => ({ month: spans[places[wave]!]!.key, from, to }));
  });
}
