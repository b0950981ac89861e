import type { Quota, QuotaFacts } from "@manyi/core/quotas";
import { sql } from "kysely";
import type { Db, Tx } from "../store.js";
import { countCells } from "./count-cells.js";

/** The quotas of one survey with what their cells have reached. */
export type QuotaPlan = {
  readonly tenantId: number;
  readonly surveyId: number;
  /** answers of earlier days do not count; null: all do */
  readonly countsFrom: number | null;
  readonly quotas: readonly Quota[];
  /** for each unit that is a level: it and every unit below it */
  readonly below: ReadonlyMap<number, ReadonlySet<number>>;
};

export type SurveyRef = { readonly tenantId: number; readonly surveyId: number };

type Row = {
  readonly quota_id: number;
  readonly mode: Quota["mode"];
  readonly dimensions: Quota["dimensions"];
  readonly id: number;
  readonly levels: readonly string[];
  readonly target: number;
  readonly reached: number | null;
  readonly is_closed: boolean;
  readonly counts_from: number | null;
};

/** The plan as it stands this moment; `null` when answers to this survey are not counted against any. */
export async function readQuotaPlan(db: Db, survey: SurveyRef): Promise<QuotaPlan | null> {
  const read = await readRows(db, survey);
  return read === null ? null : planOf(db, survey, read);
}

/**
 * The plan, held until the end of the transaction: nobody else counts or changes it meanwhile. Cells whose number is not known any more are
 * counted first.
 *
 * @returns null when answers to this survey are not counted against any
 */
export async function lockQuotaPlan(tx: Tx, survey: SurveyRef): Promise<QuotaPlan | null> {
  const { tenantId, surveyId } = survey;
  const held = await tx
    .selectFrom("quota_plans")
    .select("is_active")
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .forUpdate()
    .executeTakeFirst();
  if (held?.is_active !== true) return null;
  // a statement of its own: it sees what the holder before us has counted
  const rows = await readRows(tx, survey);
  if (rows === null) return null;
  const plan = await planOf(tx, survey, rows);
  return rows.some(({ reached }) => reached === null) ? recount(tx, plan) : plan;
}

/** Says that numbers of this survey's cells are not known any more: an answer was excluded or counts again. Whoever counts next counts anew. */
export async function forgetQuotaCounts(tx: Tx, { tenantId, surveyId }: SurveyRef): Promise<void> {
  await tx
    .updateTable("quota_cells")
    .set({ reached: null })
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .where("reached", "is not", null)
    .execute();
}

/** What is known of an answer, as cells ask for it. */
export function factsIn(
  plan: QuotaPlan,
  known: Omit<QuotaFacts, "units" | "answers"> & { readonly unitId: number | null; readonly answers: QuotaFacts["answers"] },
): QuotaFacts {
  const { unitId, ...others } = known;
  const units = unitId === null ? [] : [...plan.below].flatMap(([level, units]) => (units.has(unitId) ? [level] : []));
  return { ...others, units };
}

async function readRows(db: Db, { tenantId, surveyId }: SurveyRef): Promise<readonly Row[] | null> {
  const found = await sql<Row>`
    select q.id as quota_id, q.mode, q.dimensions, c.id, c.levels, c.target, c.reached, c.is_closed, p.counts_from
    from quota_plans p
    join quotas q on q.tenant_id = p.tenant_id and q.survey_id = p.survey_id and q.removed_at is null
    join quota_cells c on c.tenant_id = q.tenant_id and c.quota_id = q.id and c.removed_at is null
    where p.tenant_id = ${tenantId} and p.survey_id = ${surveyId} and p.is_active
    order by q.position, q.id, c.id`.execute(db);
  return found.rows.length === 0 ? null : found.rows;
}

async function planOf(db: Db, survey: SurveyRef, rows: readonly Row[]): Promise<QuotaPlan> {
  const quotas = new Map<number, Quota & { readonly cells: Quota["cells"][number][] }>();
  for (const { quota_id: id, mode, dimensions, ...cell } of rows) {
    const quota = quotas.get(id) ?? { id, mode, dimensions, cells: [] };
    quotas.set(id, quota);
    quota.cells.push({ id: cell.id, levels: cell.levels, target: cell.target, reached: cell.reached ?? 0, isClosed: cell.is_closed });
  }
  const list = [...quotas.values()];
  const { counts_from: countsFrom } = rows[0]!;
  return { ...survey, countsFrom, quotas: list, below: await unitsOf(db, survey.tenantId, list) };
}

async function unitsOf(db: Db, tenantId: number, quotas: readonly Quota[]): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const levels = quotas.flatMap(({ dimensions, cells }) => {
    const place = dimensions.findIndex(({ kind }) => kind === "unit");
    return place < 0 ? [] : cells.map((cell) => Number(cell.levels[place]));
  });
  if (levels.length === 0) return new Map();
  const found = await sql<{ level: number; ids: number[] }>`
    select top.id as level, array_agg(u.id) as ids
    from org_units top join org_units u on u.tenant_id = top.tenant_id and starts_with(u.path, top.path)
    where top.tenant_id = ${tenantId} and top.id = any(${[...new Set(levels)]}::int[])
    group by top.id`.execute(db);
  return new Map(found.rows.map(({ level, ids }) => [level, new Set(ids)]));
}

async function recount(tx: Tx, plan: QuotaPlan): Promise<QuotaPlan> {
  const reached = await countCells(tx, plan);
  const cells = plan.quotas.flatMap((quota) => quota.cells);
  await sql`
    update quota_cells c set reached = d.n
    from unnest(${cells.map(({ id }) => id)}::int[], ${cells.map(({ id }) => reached.get(id) ?? 0)}::int[]) as d (id, n)
    where c.tenant_id = ${plan.tenantId} and c.id = d.id`.execute(tx);
  return {
    ...plan,
    quotas: plan.quotas.map((quota) => ({ ...quota, cells: quota.cells.map((cell) => ({ ...cell, reached: reached.get(cell.id) ?? 0 })) })),
  };
}
