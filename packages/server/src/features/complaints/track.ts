import { type CaseEventType, clocksOf, nextClock, possibleEvents, replayCase } from "@manyi/core/cases";
import type { Locale } from "@manyi/core/survey";
import type { TrackView } from "@manyi/portal";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { Services } from "../../platform/services.js";
import { type CaseRow, eventsOf, lockCase, logOf, secretMatches, steps, termsOfCase } from "../cases/index.js";
import { contextFor, inLocale } from "./whose.js";

/** Steps a customer sees; inner notes, assessments and warnings are not among them. */
const SHOWN: ReadonlySet<CaseEventType> = new Set([
  "opened",
  "acknowledged",
  "handed_over",
  "investigated",
  "asked",
  "facts_added",
  "answered",
  "accepted",
  "rejected",
  "implemented",
  "confirmed",
  "not_solved",
  "escalated",
  "refused_for_good",
  "closed_unverified",
  "reopened",
  "withdrawn",
  "merged",
  "disputed",
  "dispute_ended",
]);

const HEADLINES: Readonly<Record<string, string>> = {
  received: "received",
  acknowledged: "working",
  assessed: "working",
  assigned: "working",
  investigating: "working",
  decided: "fixing",
  implemented: "verifying",
};

/** The case of a reference and its secret. @returns `null` for an unknown reference and for a wrong secret alike */
export async function findTracked(services: Services, reference: string, secret: string): Promise<CaseRow | null> {
  if (!/^C-\d{4}-\d{3,6}$/.test(reference) || secret === "") return null;
  const rows = await services.store.db.selectFrom("cases").selectAll().where("reference", "=", reference).execute();
  return rows.find((row) => secretMatches(secret, row.secret_hash)) ?? null;
}

/** An instant as a person reads it, in the unit's own time: 6月17日 19:42, 17 Jun 19:42. */
function spelled(at: number, timeZone: string, locale: Locale): string {
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
  const day = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : "zh-CN", {
    timeZone,
    month: locale === "en" ? "short" : "long",
    day: "numeric",
  }).format(at);
  return `${day} ${time}`;
}

export async function trackView(
  services: Services,
  row: CaseRow,
  locale: Locale,
  secret: string,
  flags: { isNew: boolean; isSaved: boolean },
): Promise<TrackView> {
  const { db } = services.store;
  return services.store.tx(async (tx) => {
    const events = await eventsOf(tx, row.tenant_id, row.id);
    const log = logOf(events);
    const facts = replayCase(log);
    const terms = await termsOfCase(tx, row);
    const clocks = clocksOf(facts, { ...terms, now: services.now().getTime() });
    const next = nextClock(clocks);
    const tenant = await tx.selectFrom("tenants").select("name").where("id", "=", row.tenant_id).executeTakeFirstOrThrow();
    const unit = await tx
      .selectFrom("org_units")
      .select("name")
      .where("tenant_id", "=", row.tenant_id)
      .where("id", "=", row.unit_id)
      .executeTakeFirstOrThrow();
    const owner = await db.selectFrom("auth_users").select("name").where("id", "=", row.owner_id).executeTakeFirst();
    const possible = new Set(possibleEvents(facts));
    const mays = {
      accept: "accepted",
      verify: "confirmed",
      facts: "facts_added",
      contact: "contact_changed",
      reopen: "reopened",
      withdraw: "withdrawn",
    } as const;
    const asked = facts.state === "waiting_customer" ? log.findLast((event) => event.type === "asked") : undefined;
    const open = facts.closedAt === null;
    const contact = row.contact ?? {};
    return {
      locale,
      organisation: inLocale(tenant.name, locale),
      unit: inLocale(unit.name, locale),
      otherLanguage: `/track?c=${row.reference}&k=${secret}&lang=${locale === "en" ? "zh-CN" : "en"}`,
      reference: row.reference,
      secret,
      headline: `state_${facts.state === "closed" && row.outcome === "satisfied" ? "closed_satisfied" : (HEADLINES[facts.state] ?? facts.state)}`,
      owner: open ? (owner?.name ?? null) : null,
      due: open && next?.dueAt ? spelled(next.dueAt, terms.timeZone, locale) : null,
      isOverdue: open && clocks.some((clock) => clock.state === "breached" && clock.kind !== "verify"),
      steps: log
        .filter((event) => SHOWN.has(event.type))
        .map((event) => ({ type: event.type, at: spelled(event.at, terms.timeZone, locale) })),
      pending: !open
        ? null
        : facts.state === "verifying"
          ? "customer"
          : facts.state === "responded"
            ? "answer"
            : facts.state === "waiting_customer"
              ? "facts"
              : "us",
      description: row.description,
      question: asked === undefined ? null : String(asked.payload.note),
      answer: row.answer,
      may: new Set((Object.keys(mays) as (keyof typeof mays)[]).filter((name) => possible.has(mays[name]))),
      ...flags,
      contact: { name: contact.name ?? "", phone: contact.phone ?? "", email: contact.email ?? "" },
    };
  });
}

const text = (value: unknown, max: number): string =>
  typeof value === "string" ? value.replaceAll("\u0000", "").trim().slice(0, max) : "";

/** What the customer pressed. A step that is no longer possible changes nothing: the page shows where things stand. */
export async function customerStep(
  services: Services,
  row: CaseRow,
  locale: Locale,
  form: Readonly<Record<string, unknown>>,
): Promise<void> {
  const ctx = await contextFor(services, row.tenant_id, locale);
  const note = text(form.note, 2000);
  await services.store
    .tx(async (tx) => {
      const locked = (await lockCase(tx, row.tenant_id, row.id))!;
      await step(ctx, tx, locked, form, note);
    })
    .catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === "INVALID_STATE")) throw error;
    });
}

async function step(
  ctx: Context,
  tx: Parameters<typeof lockCase>[0],
  row: CaseRow,
  form: Readonly<Record<string, unknown>>,
  note: string,
): Promise<void> {
  const score = /^[1-5]$/.test(String(form.score)) ? Number(form.score) : null;
  switch (form.do) {
    case "solved":
    case "not_solved":
      await steps.verify(tx, ctx, row, { solved: form.do === "solved", score, channel: "web", note });
      return;
    case "accept":
      await steps.accept(tx, ctx, row, note);
      return;
    case "reject":
      await steps.reject(tx, ctx, row, note);
      return;
    case "facts": {
      const facts = text(form.facts, 4000);
      if (facts !== "") await steps.addFacts(tx, ctx, row, facts);
      return;
    }
    case "contact":
      await steps.changeContact(tx, ctx, row, contactOf(form));
      return;
    case "reopen":
      if (note !== "") await steps.reopen(tx, ctx, row, note);
      return;
    case "withdraw":
      await steps.withdraw(tx, ctx, row, text(form.why, 1000));
      return;
  }
}

function contactOf(form: Readonly<Record<string, unknown>>): Record<string, string> {
  const values = { name: text(form.name, 100), phone: text(form.phone, 40), email: text(form.email, 200) };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}
