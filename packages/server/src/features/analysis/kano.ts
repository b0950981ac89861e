import type { api, Filters } from "@manyi/contracts";
import { type Asymmetry, penaltyReward } from "@manyi/core/drivers";
import { type KanoCounts, kanoCounts, kanoSummary } from "@manyi/core/kano";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Asked, attributeNames, type CrossTable, metricOf, readCrossTable, readCrossTables, readStatement } from "../figures/index.js";
import { bandsOf } from "./asymmetry.js";
import { readSegments } from "./compare-drivers.js";
import { readTiers } from "./tiers.js";
import { askUnweighted } from "./unweighted.js";

type Query = z.output<typeof api.analysis.kano.query>;
type Reply = z.input<typeof api.analysis.kano.reply>;
type Segments = z.input<typeof api.analysis.kanoSegments.reply>;
type KanoRow = NonNullable<Reply["rows"][number]["kano"]>;

/** Fewer pairs than these give no tier, to a segment or to everybody. */
const FEWEST = 30;

/** Which attributes are asked as Kano pairs and which at least rated together with the outcome. */
type Source = { readonly attribute: string; readonly isKano: boolean; readonly isRated: boolean };

export function sourcesOf({ catalog, surveys }: Asked, outcome: string): Source[] {
  const within = [...catalog.surveys].filter(([id]) => surveys === null || surveys.includes(id)).map(([, codes]) => codes);
  const found = new Map<string, Source>();
  for (const codes of within) {
    for (const code of codes) {
      const attribute = code.slice(code.indexOf(":") + 1);
      const isKano = code.startsWith("kf:") && codes.includes(`kd:${attribute}`);
      const isRated = code.startsWith("p:") && codes.includes(outcome) && code !== outcome && catalog.find(code, surveys).kind === "asked";
      if (!isKano && !isRated) continue;
      const known = found.get(attribute);
      found.set(attribute, { attribute, isKano: isKano || known?.isKano === true, isRated: isRated || known?.isRated === true });
    }
  }
  return [...found.values()];
}

const readKano = (asked: Asked, attribute: string) => readCrossTable(asked, `kf:${attribute}`, `kd:${attribute}`);
export const countsOf = ({ counts }: CrossTable): KanoCounts => kanoCounts(counts.flat());

/** Tier of each attribute: what answers say, and what somebody has set by hand. */
export async function kano(ctx: Context, { outcome, ...filters }: Query): Promise<Reply> {
  metricOf(outcome, "query.outcome");
  const asked = await askUnweighted(ctx, filters as Filters);
  const [statement, nameOf, tiers] = await Promise.all([readStatement(asked), attributeNames(ctx), readTiers(ctx)]);
  const rows = await Promise.all(
    sourcesOf(asked, outcome).map(async ({ attribute, isKano, isRated }): Promise<Reply["rows"][number]> => {
      const [pairs, ratings] = await Promise.all([
        isKano ? readKano(asked, attribute) : null,
        isRated ? readCrossTable(asked, `p:${attribute}`, outcome) : null,
      ]);
      const told = pairs === null ? null : kanoRow(countsOf(pairs));
      const rated = ratings === null || ratings.n === 0 ? null : ratingRow(penaltyReward(bandsOf(ratings)), ratings.n);
      const manual = tiers.get(attribute) ?? null;
      const isTold = told !== null && told.n >= FEWEST;
      const source = manual !== null ? "manual" : isTold ? "kano" : rated !== null ? "ratings" : told !== null ? "kano" : null;
      const tier = { manual: manual?.tier, kano: isTold ? told.tier : null, ratings: rated?.tier }[source ?? "kano"] ?? null;
      return { attribute, label: nameOf(attribute), kano: told, ratings: rated, manual, tier, source };
    }),
  );
  return { statement, rows: rows.filter(({ kano, ratings, manual }) => kano !== null || ratings !== null || manual !== null) };
}

function kanoRow(counts: KanoCounts): KanoRow | null {
  const found = kanoSummary(counts);
  if (found === null) return null;
  const {
    n,
    category,
    tier,
    better,
    worse,
    betterInterval,
    worseInterval,
    caring,
    categoryStrength,
    totalStrength,
    fong,
    questionableShare,
    needsRewording,
  } = found;
  return {
    n,
    counts: { ...counts },
    category,
    tier,
    better,
    worse,
    betterInterval,
    worseInterval,
    caring,
    categoryStrength,
    totalStrength,
    isDistinct: fong.isSignificant,
    questionableShare,
    needsRewording,
  };
}

function ratingRow(found: Asymmetry | null, n: number) {
  return { n, asymmetry: found?.asymmetry ?? null, interval: found?.interval ?? null, tier: found?.tier ?? null };
}

/** Tier of each attribute in each segment: two segments may want the same thing for different reasons. */
export async function kanoSegments(ctx: Context, { outcome, ...filters }: Query): Promise<Segments> {
  metricOf(outcome, "query.outcome");
  const asked = await askUnweighted(ctx, filters as Filters);
  const [statement, nameOf, segments] = await Promise.all([readStatement(asked), attributeNames(ctx), readSegments(ctx)]);
  const rows = await Promise.all(
    sourcesOf(asked, outcome).map(async ({ attribute, isKano }) => {
      const codes = isKano ? [`kf:${attribute}`, `kd:${attribute}`] : [`p:${attribute}`, outcome];
      const tables = await readCrossTables(asked, codes[0]!, codes[1]!, "segment");
      return {
        attribute,
        label: nameOf(attribute),
        cells: segments.map(({ id }) => {
          const table = tables.get(id);
          if (table === undefined || table.n < FEWEST) return { n: table?.n ?? 0, tier: null, category: null, source: null };
          if (!isKano) return { n: table.n, tier: penaltyReward(bandsOf(table))?.tier ?? null, category: null, source: "ratings" as const };
          const found = kanoSummary(countsOf(table))!;
          return { n: found.n, tier: found.tier, category: found.category, source: "kano" as const };
        }),
      };
    }),
  );
  const isAnswered = segments.map((_, i) => rows.some(({ cells }) => cells[i]!.n > 0));
  return {
    statement,
    segments: segments.filter((_, i) => isAnswered[i]).map(({ id, name }) => ({ id, label: name })),
    rows: rows
      .map((row) => ({ ...row, cells: row.cells.filter((_, i) => isAnswered[i]) }))
      .filter(({ cells }) => cells.some(({ source }) => source !== null)),
  };
}
