import type { Db } from "@manyi/store";
import { type RawBuilder, sql } from "kysely";

/** One line of the log of a case or an item, with the name of the person who wrote it. */
export type NamedEvent = {
  seq: number;
  type: string;
  actor_kind: "user" | "customer" | "system";
  actor_name: string | null;
  at: Date;
  payload: Record<string, unknown>;
};

/** The lines of a log in their order. @param where tells the lines, as `e` */
export async function readNamedEvents(
  db: Db,
  table: "case_events" | "feedback_events",
  where: RawBuilder<unknown>,
): Promise<readonly NamedEvent[]> {
  const { rows } = await sql<NamedEvent>`
    select e.seq, e.type, e.actor_kind, a.name as actor_name, e.at, e.payload
    from ${sql.table(table)} e left join auth_users a on a.id = e.actor_id
    where ${where} order by e.seq`.execute(db);
  return rows;
}
