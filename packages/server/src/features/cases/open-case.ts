import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { replayCase, type Severity } from "@manyi/core/cases";
import { findSignals } from "@manyi/core/text";
import { appendEvent, nextId, type Tx } from "@manyi/store";
import { AppError } from "../../platform/errors.js";
import type { Desk } from "./desk.js";
import { ownerFor } from "./owners.js";
import { columnsOf } from "./record.js";
import { secretHash, secretOf } from "./secret.js";
import { termsOfUnit } from "./service-levels.js";
import { tellReceived } from "./tell.js";

export type Contact = { readonly name?: string | undefined; readonly phone?: string | undefined; readonly email?: string | undefined };

export type OpenCase = {
  /** what opens it: `voice:<id>`, `web:<client key>`, `callback:<id>` …; the same trigger opens one case, however often it arrives */
  readonly triggerKey: string;
  readonly unitId: number;
  readonly severity: Severity;
  readonly channel: string;
  readonly title: string;
  readonly description: string;
  readonly requestedRemedy?: string | undefined;
  readonly attribute?: string | undefined;
  readonly touchpointId?: number | null | undefined;
  readonly customerId?: string | null | undefined;
  readonly contact?: Contact | undefined;
  readonly locale: "zh-CN" | "en";
  readonly voiceId?: string | null | undefined;
  readonly firstScore?: Readonly<Record<string, number>> | undefined;
};

export type Opened = { readonly id: string; readonly reference: string; readonly secret: string; readonly isNew: boolean };

/**
 * Opens a case with an owner, four due times, a public reference and a secret for its customer — once per trigger.
 *
 * @throws {AppError} NOT_FOUND when the unit does not exist
 */
export async function openCase(tx: Tx, desk: Desk, input: OpenCase): Promise<Opened> {
  const known = await tx
    .selectFrom("cases")
    .select(["id", "reference"])
    .where("tenant_id", "=", desk.tenantId)
    .where("trigger_key", "=", input.triggerKey)
    .executeTakeFirst();
  if (known !== undefined) return { ...known, secret: secretOf(desk, known.id), isNew: false };
  const openedAt = desk.now();
  const terms = await termsOfUnit(tx, desk.tenantId, input.unitId, openedAt);
  if (terms === null) throw new AppError("NOT_FOUND");
  // safety skips the queue, whatever the form said (A1.12)
  const severity: Severity = soundsUnsafe(`${input.title}\n${input.description}`) ? "safety" : input.severity;
  const id = desk.ids.uuid();
  const monthDay = isoDateOf(localDayOf(openedAt.getTime(), terms.timeZone)).slice(5).replace("-", "");
  // one counter per day of the year, never set back: a reference does not return next year
  const number = await nextId(tx, desk.tenantId, `case:${monthDay}`);
  const reference = `C-${monthDay}-${String(number).padStart(3, "0")}`;
  const payload = { severity, channel: input.channel, voiceId: input.voiceId ?? null };
  const row = {
    tenant_id: desk.tenantId,
    unit_id: input.unitId,
    opened_at: openedAt,
    calendar_id: terms.calendarId,
    calendar_version: terms.calendarVersion,
  };
  const facts = replayCase([{ type: "opened", at: openedAt.getTime(), payload }]);
  const inserted = await tx
    .insertInto("cases")
    .values({
      ...row,
      ...columnsOf(facts, terms, openedAt),
      id,
      reference,
      secret_hash: secretHash(secretOf(desk, id)),
      channel: input.channel,
      title: input.title.slice(0, 120),
      description: input.description,
      requested_remedy: input.requestedRemedy ?? null,
      attribute_code: input.attribute ?? null,
      touchpoint_id: input.touchpointId ?? null,
      customer_id: input.customerId ?? null,
      contact: input.contact === undefined ? null : JSON.stringify(input.contact),
      locale: input.locale,
      owner_id: await ownerFor(tx, desk.tenantId, input.unitId, 0),
      trigger_key: input.triggerKey,
      voice_id: input.voiceId ?? null,
      first_score: input.firstScore === undefined ? null : JSON.stringify(input.firstScore),
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "trigger_key"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  // somebody else opened it in this very moment; theirs is committed, since the conflict waited for it
  if (inserted === undefined) return openCase(tx, desk, input);
  const actorKind = desk.actor.kind === "user" || desk.actor.kind === "customer" ? desk.actor.kind : "system";
  await tx
    .insertInto("case_events")
    .values({
      tenant_id: desk.tenantId,
      id: desk.ids.uuid(),
      case_id: id,
      seq: 1,
      type: "opened",
      actor_kind: actorKind,
      actor_id: desk.actor.id,
      payload: JSON.stringify(payload),
      at: openedAt,
    })
    .execute();
  await appendEvent(tx, {
    tenantId: desk.tenantId,
    id: desk.ids.uuid(),
    type: "case.changed",
    subjectId: id,
    payload: { state: "received", unitId: input.unitId },
    at: openedAt,
  });
  await tellReceived(tx, desk, inserted);
  return { id, reference, secret: secretOf(desk, id), isNew: true };
}

/** Words of danger, by the one list that comments are read with. */
function soundsUnsafe(text: string): boolean {
  return findSignals(text).some(({ kind }) => kind === "safety");
}
