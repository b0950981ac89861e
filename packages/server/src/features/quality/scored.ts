import type { api } from "@manyi/contracts";
import type { DayRange } from "@manyi/core/metrics";
import { sql } from "kysely";
import type { z } from "zod";
import { type Asked, count } from "../figures/index.js";

/** A reason to look whether scores were helped along. */
export type Pattern = z.input<typeof api.quality.overview.reply>["patterns"][number];

/** Answers with a score that patterns are looked for in, as `v`: of surveys, counted, not anonymous, within the question's units. */
export function scoredRows({ ctx, where, filters }: Asked) {
  const units = where.units ?? null;
  return sql`v.tenant_id = ${ctx.tenantId} and v.source = 'survey' and v.anonymity <> 'anonymous' and v.quality <> 'excluded'
    and v.nps is not null and v.unit_id is not null and (${units === null} or v.unit_id = any(${[...(units ?? [])]}::int[]))
    and (${filters.survey ?? null}::int is null or v.survey_id = ${filters.survey ?? null}::int)`;
}

/** The same answers as the projection counts them. */
export function scoredIn({ where: { units = null, surveys = null }, ...asked }: Asked, least = 0): Asked {
  const scored = [{ score: { from: "column", column: "nps" } as const, min: least }];
  return { ...asked, isWeighted: false, where: { units, surveys, sources: ["survey"], anonymous: "without", scored } };
}

/** Voices of each cell; its name is the JSON of its keys. */
export async function countEach(
  asked: Asked,
  by: readonly ("unit" | "day" | "channel" | "employee")[],
  range: DayRange,
): Promise<ReadonlyMap<string, number>> {
  const cells = await count(asked, { kind: "voices" }, by, [range]);
  return new Map([...cells].map(([name, { open }]) => [name, open?.kind === "voices" ? open.n : 0]));
}
