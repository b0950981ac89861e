import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { RawReply } from "../../platform/handler.js";
import { inviteCustomers, requireOpenLink } from "../surveys/index.js";
import { whoIsLeftAlone } from "./left-alone.js";
import { csvOf } from "./people-file.js";
import { keysOf } from "./person.js";
import { type DrawnPerson, lockSample, readDrawn } from "./queries.js";

/** Why there is no link for somebody drawn: they have answered or hold one, or must not be asked any more. */
type Refusal = "answered" | "has_link" | "employee" | "opted_out" | "open_case" | "invited";
const WORDS: Readonly<Record<"zh-CN" | "en", Readonly<Record<Refusal | "link" | "why", string>>>> = {
  "zh-CN": {
    link: "专属链接",
    why: "没有链接的原因",
    answered: "已经回答",
    has_link: "已有链接",
    employee: "员工",
    opted_out: "请不要再问",
    open_case: "有未了结的工单",
    invited: "近期已被邀请",
  },
  en: {
    link: "personal link",
    why: "why there is none",
    answered: "has answered",
    has_link: "holds a link",
    employee: "employee",
    opted_out: "asked to be left alone",
    open_case: "has an open case",
    invited: "was invited lately",
  },
};
const EVERYBODY = 1_000_000;
/** Customers of one statement. */
const CHUNK = 5_000;

/**
 * Personal links for everybody drawn who may still be asked, as a file; nobody is written to. A link made again replaces the open one.
 * People of a list who are in no register yet are entered in it, so that their wish to be left alone is kept.
 *
 * @throws {AppError} NOT_FOUND for a survey or link that is not there; INVALID_STATE when nobody was drawn, the survey takes no answers, or
 *   the sample was used for another survey
 */
export async function inviteSample(
  ctx: Context,
  id: string,
  { surveyId, linkId }: { surveyId: number; linkId: string },
): Promise<RawReply> {
  const { link, isAnonymous, isPublished } = await requireOpenLink(ctx, surveyId, linkId);
  return ctx.tx(async (tx) => {
    // one after the other, so that nobody is asked for two samples at once
    await sql`select pg_advisory_xact_lock(4715, ${ctx.tenantId})`.execute(tx);
    const sample = await lockSample(ctx, tx, id);
    const isElsewhere = sample.survey_id !== null && (sample.survey_id !== surveyId || sample.link_id !== linkId);
    if (sample.design === null || !isPublished || isElsewhere) throw new AppError("INVALID_STATE");
    const people = await readDrawn(tx, ctx.tenantId, id, { after: "-1", limit: EVERYBODY });
    const refused = await refusals(ctx, tx, { sampleId: id, surveyId, isAnonymous, restDays: sample.filters.restDays }, people);
    const asked = people.filter(({ position }) => !refused.has(position));
    const customers = await registered(ctx, tx, id, asked);
    const made = await inviteCustomers(
      tx,
      ctx,
      { link, isAnonymous, sampleId: id },
      asked.map(({ position, unit_code }) => ({ customerId: customers.get(position)!, unitCode: unit_code })),
    );
    const urls = new Map(asked.map(({ position }) => [position, made.get(customers.get(position)!)!]));
    await sql`
      update sample_people p set invitation_id = m.invitation_id
      from unnest(${[...urls.keys()]}::int[], ${[...urls.values()].map((one) => one.id)}::uuid[]) as m (position, invitation_id)
      where p.tenant_id = ${ctx.tenantId} and p.sample_id = ${id}::uuid and p.position = m.position`.execute(tx);
    // a sample of which nobody could be asked is not used up
    if (urls.size > 0) {
      await tx
        .updateTable("samples")
        .set({ survey_id: surveyId, link_id: linkId })
        .where("tenant_id", "=", ctx.tenantId)
        .where("id", "=", id)
        .execute();
    }
    await ctx.audit(tx, {
      action: "samples.invite",
      object: `sample ${id}`,
      detail: { surveyId, linkId, links: urls.size, refused: refused.size },
    });
    const words = WORDS[ctx.locale];
    return csvOf(ctx, sample, people, {
      head: [words.link, words.why],
      cells: ({ position }) => [urls.get(position)?.url ?? "", refused.has(position) ? words[refused.get(position)!] : ""],
    });
  });
}

/** Who of those drawn is not asked, and why. In an anonymous survey everybody gets one link, and the file never tells who has answered. */
async function refusals(
  ctx: Context,
  tx: Tx,
  { sampleId, surveyId, isAnonymous, restDays }: { sampleId: string; surveyId: number; isAnonymous: boolean; restDays: number },
  people: readonly DrawnPerson[],
): Promise<ReadonlyMap<number, Refusal>> {
  const leftAlone = await whoIsLeftAlone(ctx, tx, restDays, sampleId);
  const done = await tx
    .selectFrom("invitations")
    .select("customer_id")
    .where("tenant_id", "=", ctx.tenantId)
    .where("survey_id", "=", surveyId)
    .where("state", "=", "completed")
    .execute();
  const answered = new Set(done.map((row) => row.customer_id));
  const found = new Map<number, Refusal>();
  for (const person of people) {
    const keys = keysOf({ customerId: person.customer_id, externalId: person.external_id, phone: person.phone, email: person.email });
    const held = (["opted_out", "employee", "open_case", "invited"] as const).find((reason) =>
      keys.some((key) => leftAlone[reason].has(key)),
    );
    const isDone = isAnonymous ? person.invitation_id !== null : person.customer_id !== null && answered.has(person.customer_id);
    const reason = isDone ? (isAnonymous ? "has_link" : "answered") : held;
    if (reason !== undefined) found.set(person.position, reason);
  }
  return found;
}

/** The customer behind each; those of a list who are in no register are entered. @returns customers by place in the frame */
async function registered(ctx: Context, tx: Tx, sampleId: string, people: readonly DrawnPerson[]): Promise<ReadonlyMap<number, string>> {
  const customers = new Map(
    people.flatMap(({ position, customer_id }) => (customer_id === null ? [] : [[position, customer_id] as const])),
  );
  const fresh = people.filter(({ customer_id }) => customer_id === null).map((person) => ({ ...person, id: ctx.ids.uuid() }));
  for (let from = 0; from < fresh.length; from += CHUNK) {
    const some = fresh.slice(from, from + CHUNK);
    // of a number that came into the register meanwhile the customer there is taken
    const { rows } = await sql<{ id: string; external_id: string | null }>`
      insert into customers (tenant_id, id, external_id, name, phone, email, segment_id, created_at)
      select ${ctx.tenantId}, id, external_id, name, phone, email, segment_id, ${ctx.now()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
        as r (id uuid, external_id text, name text, phone text, email text, segment_id smallint)
      on conflict (tenant_id, external_id) where external_id is not null do update set name = coalesce(customers.name, excluded.name)
      returning id, external_id`.execute(tx);
    const byNumber = new Map(rows.map(({ id, external_id }) => [external_id, id]));
    for (const { position, id, external_id } of some) customers.set(position, external_id === null ? id : byNumber.get(external_id)!);
  }
  await sql`
    update sample_people p set customer_id = k.customer_id
    from unnest(${[...customers.keys()]}::int[], ${[...customers.values()]}::uuid[]) as k (position, customer_id)
    where p.tenant_id = ${ctx.tenantId} and p.sample_id = ${sampleId}::uuid and p.position = k.position and p.customer_id is null`.execute(
    tx,
  );
  return customers;
}
