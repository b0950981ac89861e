import type { BusinessOrigin } from "@manyi/contracts";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";

export type OriginRow = {
  readonly id: string;
  readonly kind: BusinessOrigin["kind"];
  readonly source: string;
  readonly file_name: string | null;
  readonly made_at: Date | string;
  /** the person's name */
  readonly made_by: string | null;
};

export function originOf({ id, kind, source, file_name, made_at, made_by }: OriginRow): BusinessOrigin {
  return { entryId: id, kind, source, fileName: file_name, at: new Date(made_at).toISOString(), by: made_by };
}

/** Where values came from, newest first. */
export async function readOrigins(ctx: Context, entries: Iterable<string>): Promise<BusinessOrigin[]> {
  const ids = [...new Set(entries)];
  if (ids.length === 0) return [];
  const found = await sql<OriginRow>`
    select e.id, e.kind, e.source, e.file_name, e.made_at, u.name as made_by
    from business_entries e left join auth_users u on u.id = e.made_by
    where e.tenant_id = ${ctx.tenantId} and e.id = any(${ids}::uuid[]) order by e.made_at desc, e.id desc`.execute(ctx.db);
  return found.rows.map(originOf);
}
