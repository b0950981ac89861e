import { localDayOf } from "@manyi/core/calendar";
import { copiedTexts } from "@manyi/core/quality";
import { appendEvent, type FollowedRow, type Tx } from "@manyi/store";
import { sql } from "kysely";

/** Older answers count as fresh when a file or another system has just brought them; else they are the demo's. */
const RECENT_DAYS = 7;
/** Answers of one survey, unit and day that are compared word by word; more than that is compared with the latest. */
const MOST_COMPARED = 400;

type Voice = FollowedRow<"voices">;
type Found = { readonly id: string; readonly flag: "duplicate" | "copied_text" };

/**
 * Voices → flags that show only beside other answers. The first answer of a kind stays as it is; those after it are flagged for a person
 * to look at.
 */
export async function flagRepeats(tx: Tx, rows: readonly Voice[], now: Date): Promise<void> {
  const today = localDayOf(now.getTime(), "UTC");
  const isNew = (row: Voice) => row.local_day >= today - RECENT_DAYS || row.import_id !== null || /^(api|k):/.test(row.client_key);
  const fresh = rows.filter((row) => row.source === "survey" && row.survey_id !== null && isNew(row));
  if (fresh.length === 0) return;
  const found = [...(await duplicates(tx, fresh)), ...(await copies(tx, fresh))];
  const byVoice = new Map<string, Set<string>>();
  for (const { id, flag } of found) byVoice.set(id, (byVoice.get(id) ?? new Set()).add(flag));
  for (const row of fresh) {
    const flags = byVoice.get(row.id);
    if (flags !== undefined) await flag(tx, row, [...flags], now);
  }
}

async function flag(tx: Tx, row: Voice, flags: readonly string[], at: Date): Promise<void> {
  const updated = await sql<{ quality: string }>`
    update voices set
      flags = (select jsonb_agg(distinct f) from jsonb_array_elements(flags || ${JSON.stringify(flags)}::jsonb) f),
      quality = case when quality = 'valid' then 'flagged' else quality end
    where tenant_id = ${row.tenant_id} and id = ${row.id}::uuid
    returning quality`.execute(tx);
  const quality = updated.rows[0]?.quality;
  // an anonymous answer enters the figures with its step, as it stands then
  if (quality !== "flagged" || row.quality !== "valid" || row.anonymity === "anonymous") return;
  const payload = { quality, unitId: row.unit_id };
  await appendEvent(tx, { tenantId: row.tenant_id, type: "voice.flagged", subjectId: row.id, payload, at });
}

/** The same device, contact or person has answered this survey on this day before. */
async function duplicates(tx: Tx, fresh: readonly Voice[]): Promise<Found[]> {
  const marked = fresh.flatMap((row) => {
    const marks = (row.detail as { readonly marks?: unknown } | null)?.marks;
    const listed = Array.isArray(marks) ? marks.filter((mark): mark is string => typeof mark === "string") : [];
    const isOpen = row.anonymity !== "anonymous";
    return isOpen && (listed.length > 0 || row.customer_id !== null) ? [{ row, marks: listed }] : [];
  });
  if (marked.length === 0) return [];
  const spelled = marked.map(({ row, marks }) => ({
    tenant_id: row.tenant_id,
    id: row.id,
    xid: row.xid,
    survey_id: row.survey_id,
    local_day: row.local_day,
    customer_id: row.customer_id,
    marks,
  }));
  const repeated = await sql<{ id: string }>`
    select s.id from jsonb_to_recordset(${JSON.stringify(spelled)}::jsonb)
      as s (tenant_id smallint, id uuid, xid text, survey_id int, local_day int, customer_id uuid, marks jsonb)
    where exists (
        select from voices v
        where v.tenant_id = s.tenant_id and v.survey_id = s.survey_id and v.local_day = s.local_day and v.source = 'survey'
          and v.detail ? 'marks' and v.detail -> 'marks' ?| array(select jsonb_array_elements_text(s.marks))
          and (v.xid, v.id) < (s.xid::xid8, s.id))
      or (s.customer_id is not null and exists (
        select from voices v
        where v.tenant_id = s.tenant_id and v.customer_id = s.customer_id and v.survey_id = s.survey_id and v.local_day = s.local_day
          and v.source = 'survey' and (v.xid, v.id) < (s.xid::xid8, s.id)))`.execute(tx);
  return repeated.rows.map(({ id }) => ({ id, flag: "duplicate" }));
}

type Text = { readonly place: string; readonly id: string; readonly comment: string; readonly occurred_at: Date | null };

/** The same words as another answer of this survey, unit and day; all places of the batch are read at once. */
async function copies(tx: Tx, fresh: readonly Voice[]): Promise<Found[]> {
  const places = new Map<string, object>();
  for (const { tenant_id, survey_id, unit_id, local_day, comment } of fresh) {
    const place = JSON.stringify([tenant_id, survey_id, unit_id, local_day]);
    if (comment !== null && comment.length >= 10) places.set(place, { place, tenant_id, survey_id, unit_id, local_day });
  }
  if (places.size === 0) return [];
  const texts = await sql<Text>`
    select p.place, v.id, v.comment, v.occurred_at
    from jsonb_to_recordset(${JSON.stringify([...places.values()])}::jsonb)
      as p (place text, tenant_id smallint, survey_id int, unit_id int, local_day int)
    cross join lateral (
      select o.id, o.comment, o.occurred_at, o.xid from voices o
      where o.tenant_id = p.tenant_id and o.unit_id is not distinct from p.unit_id and o.local_day = p.local_day
        and o.survey_id = p.survey_id and o.source = 'survey' and o.comment <> ''
      order by o.xid desc, o.id desc limit ${MOST_COMPARED}
    ) v
    order by v.xid, v.id`.execute(tx);
  const byPlace = new Map<string, Text[]>();
  for (const text of texts.rows) {
    const held = byPlace.get(text.place);
    if (held === undefined) byPlace.set(text.place, [text]);
    else held.push(text);
  }
  const isNew = new Set(fresh.map(({ id }) => id));
  const found: Found[] = [];
  for (const oldestFirst of byPlace.values()) {
    const copied = copiedTexts(oldestFirst.map(({ comment, occurred_at }) => ({ text: comment, at: occurred_at?.getTime() ?? null })));
    for (const [i, { id }] of oldestFirst.entries()) if (copied[i] && isNew.has(id)) found.push({ id, flag: "copied_text" });
  }
  return found;
}
