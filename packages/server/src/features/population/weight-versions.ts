import { runQuery } from "@manyi/analytics";
import type { PopulationDimension, WeightVersion } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { VoiceCounts } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

type Row = {
  readonly id: string;
  readonly survey_id: number;
  readonly title: LocalText;
  readonly number: number;
  readonly state: "applied" | "undone";
  readonly first_day: number;
  readonly last_day: number;
  readonly method: WeightVersion["method"];
  readonly targets: { readonly margins: readonly { dimension: PopulationDimension; version: number; source: string }[] };
  readonly effect: { readonly effectiveN: number; readonly designEffect: number; readonly lowest: number; readonly highest: number };
  readonly answers: number;
  readonly applied_at: Date;
  readonly undone_at: Date | null;
};

/** @throws {AppError} NOT_FOUND for an unknown survey */
export async function listWeights(ctx: Context, survey: number | undefined): Promise<{ items: WeightVersion[] }> {
  if (survey !== undefined) {
    const found = await ctx.db
      .selectFrom("surveys")
      .select("id")
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", survey)
      .executeTakeFirst();
    if (found === undefined) throw new AppError("NOT_FOUND");
  }
  return { items: await withAnswers(ctx, await read(ctx, { survey: survey ?? null, id: null })) };
}

export async function findVersion(ctx: Context, id: string): Promise<WeightVersion> {
  const [row] = await read(ctx, { survey: null, id });
  if (row === undefined) throw new AppError("NOT_FOUND");
  return (await withAnswers(ctx, [row]))[0]!;
}

/** How many answers the days of each version in force hold by now, asked of the figures, which count faster than the database. */
function withAnswers(ctx: Context, rows: readonly Row[]): Promise<WeightVersion[]> {
  return Promise.all(
    rows.map(async (row) => {
      if (row.state === "undone") return present(row, row.answers);
      const [cell] = await runQuery(ctx.analytics.nodes, {
        tenantId: ctx.tenantId,
        measure: { kind: "voices" },
        by: [],
        where: { surveys: [row.survey_id], periods: [{ from: row.first_day, to: row.last_day }], anonymous: "without" },
        weighted: false,
      });
      return present(row, (cell?.counts as VoiceCounts | undefined)?.n ?? row.answers);
    }),
  );
}

async function read(ctx: Context, { survey, id }: { survey: number | null; id: string | null }): Promise<readonly Row[]> {
  const found = await sql<Row>`
    select w.id, w.survey_id, s.title, w.number, w.state, w.first_day, w.last_day, w.method, w.targets, w.effect,
      w.answers, w.applied_at, w.undone_at
    from weight_versions w join surveys s on s.tenant_id = w.tenant_id and s.id = w.survey_id
    where w.tenant_id = ${ctx.tenantId} and (${survey}::int is null or w.survey_id = ${survey}::int) and (${id}::uuid is null or w.id = ${id}::uuid)
    order by w.applied_at desc, w.number desc limit 100`.execute(ctx.db);
  return found.rows;
}

function present(row: Row, answersNow: number): WeightVersion {
  return {
    id: row.id,
    survey: { id: row.survey_id, title: row.title },
    number: row.number,
    state: row.state,
    from: isoDateOf(row.first_day),
    to: isoDateOf(row.last_day),
    method: row.method,
    margins: row.targets.margins.map(({ dimension, version, source }) => ({ dimension, version, source })),
    answers: row.answers,
    ...row.effect,
    answersNow,
    appliedAt: row.applied_at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
  };
}
