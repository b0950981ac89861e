import { sql } from "kysely";
import { type Looked, purchasesVersion } from "./buyers.js";
import { remember } from "./remember.js";

/** What a known customer said on one day. Anonymous voices carry no customer and are never here. */
export type Answer = {
  readonly day: number;
  readonly csat: number | null;
  readonly nps: number | null;
  /** promised not to be told to those who work with the customer: counted, never listed */
  readonly isConfidential: boolean;
};

/** The version of what customers said and bought: the projection moves with every voice. */
export async function dataVersion({ ctx }: Looked): Promise<string> {
  return `${await purchasesVersion(ctx)} ${ctx.analytics.duck.version?.() ?? 0}`;
}

/**
 * The first or the latest answer of every customer within some days, both included.
 *
 * @param on what was asked: satisfaction or recommendation
 */
export function readAnswers(
  looked: Looked,
  which: "first" | "latest",
  on: "csat" | "nps",
  [from, to]: readonly [number, number],
): Promise<ReadonlyMap<string, Answer>> {
  const order = sql.raw(which === "first" ? "asc" : "desc");
  return ofData(looked, `${which} ${on} ${from} ${to}`, async () => {
    const { rows } = await sql<{ customer_id: string; local_day: number; csat: number | null; nps: number | null; anonymity: string }>`
      select distinct on (customer_id) customer_id, local_day, csat, nps, anonymity from voices
      where ${said(looked)} and ${sql.ref(on)} is not null and local_day between ${from} and ${to}
      order by customer_id ${order}, local_day ${order}, id ${order}`.execute(looked.ctx.db);
    return new Map(
      rows.map(({ customer_id, local_day, csat, nps, anonymity }) => [
        customer_id,
        { day: local_day, csat, nps, isConfidential: anonymity !== "identified" },
      ]),
    );
  });
}

/** The last day on which a known customer answered on satisfaction or recommendation; `null` when nobody ever did. */
export function lastAnswerDay(looked: Looked): Promise<number | null> {
  return ofData(looked, "last", async () => {
    const { rows } = await sql<{ day: number | null }>`
      select max(local_day) as day from voices where ${said(looked)} and (csat is not null or nps is not null)`.execute(looked.ctx.db);
    return rows[0]!.day;
  });
}

/** Voices of known customers that count; one index holds all it looks at. */
function said({ ctx, units }: Looked) {
  const within = units === null ? sql`true` : sql`unit_id = any(${[...units]}::int[])`;
  return sql`tenant_id = ${ctx.tenantId} and customer_id is not null and anonymity <> 'anonymous' and quality <> 'excluded'
    and source <> 'verification' and ${within}`;
}

async function ofData<T>(looked: Looked, question: string, work: () => Promise<T>): Promise<T> {
  return remember(looked.ctx.store, `answers ${question} ${looked.name}`, await dataVersion(looked), work);
}
