import { cellsOf } from "@manyi/core/quotas";
import { sql } from "kysely";
import type { Tx } from "../store.js";
import { factsIn, type QuotaPlan } from "./plan.js";

type Group = {
  readonly unit_id: number | null;
  readonly channel: string;
  readonly touchpoint_id: number | null;
  readonly segment_id: number | null;
  readonly locale: string;
  readonly answers: { readonly [question: string]: unknown };
  readonly n: number;
};

/**
 * Counts the cells of a plan from the answers themselves, excluded ones left out. One pass over the answers of the survey, grouped by what
 * cells ask for.
 *
 * @returns answers by cell
 */
export async function countCells(tx: Tx, plan: QuotaPlan): Promise<ReadonlyMap<number, number>> {
  const questions = plan.quotas.flatMap(({ dimensions }) => dimensions.flatMap((by) => (by.kind === "answer" ? [by.question] : [])));
  const groups = await sql<Group>`
    select unit_id, channel, touchpoint_id, segment_id, locale, answers, count(*)::int as n
    from (
      select v.unit_id, v.channel, v.touchpoint_id, v.segment_id, v.locale,
        (select coalesce(jsonb_object_agg(k, v.answers -> k), '{}') from unnest(${[...new Set(questions)]}::text[]) as k where v.answers ? k) as answers
      from voices v
      where v.tenant_id = ${plan.tenantId} and v.survey_id = ${plan.surveyId} and v.quality <> 'excluded'
        and v.local_day >= ${plan.countsFrom ?? -1_000_000}
    ) said
    group by unit_id, channel, touchpoint_id, segment_id, locale, answers`.execute(tx);
  const reached = new Map<number, number>();
  for (const { n, unit_id: unitId, touchpoint_id: touchpointId, segment_id: segmentId, ...others } of groups.rows) {
    const facts = factsIn(plan, { ...others, unitId, touchpointId, segmentId });
    for (const { cell } of cellsOf(plan.quotas, facts)) reached.set(cell.id, (reached.get(cell.id) ?? 0) + n);
  }
  return reached;
}
