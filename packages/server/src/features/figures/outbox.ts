import type { Batch, LateChange, ProjectedReading, ProjectedVoice } from "@manyi/analytics";
import { isoWeekOf, monthIndexOf } from "@manyi/core/calendar";
import type { Cursor, Store, Tx } from "@manyi/store";
import { sql } from "kysely";

/** Where the projection stands: in voices, in events, in readings, and in which life of the database. */
type Position = { readonly voices: Cursor; readonly events: Cursor; readonly readings: Cursor; readonly life: string };

const START = { xid: "0", id: "00000000-0000-0000-0000-000000000000" };

type Hideable = { readonly xid: string; readonly is_hidden: boolean };
type VoiceRow = ProjectedVoice & Hideable;
type EventRow = Hideable & {
  readonly id: string;
  readonly type: string;
  readonly subject_id: string;
  readonly tenant_id: number;
  readonly payload: { readonly [key: string]: unknown };
};

/**
 * Reads what the projection has not taken yet, in the order of transactions. Answers of anonymous surveys are passed over here: they
 * come with the event that releases their step.
 *
 * @param life tells a database from its restored copy, whose transaction numbers start anew
 */
export async function readOutbox(store: Store, life: string, position: string | null, limit: number): Promise<Batch> {
  const at = position === null ? null : (JSON.parse(position) as Position);
  return store.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      // from the beginning, rows already hold what earlier events did to them
      const from = at ?? { voices: START, events: { ...START, xid: await horizon(tx) }, readings: START, life };
      const [allVoices, allEvents] = [await readVoices(tx, from.voices, limit), await readEvents(tx, from.events, limit)];
      const [voices, events] = [allVoices.filter(isVisible), allEvents.filter(isVisible)];
      // what is read waits for nothing: it meets its voice when a question is asked
      const allReadings = await readReadings(tx, from.readings, limit);
      const readings = allReadings.filter(isVisible);
      const cut = cutInOrder(voices, events, limit);
      const released = await releasedVoices(tx, at === null ? "all so far" : cut.events.filter(({ type }) => type === "voices.released"));
      return {
        voices: [...cut.voices.filter((voice) => voice.anonymity !== "anonymous").map(withoutXid), ...released],
        readings: readings.map(asProjected),
        changes: [...cut.events.flatMap(changeOf), ...(await changedWeights(tx, cut.events))],
        position: JSON.stringify({
          voices: last(cut.voices, from.voices),
          events: last(cut.events, from.events),
          readings: last(readings, from.readings),
          life,
        }),
        hasMore: cut.hasMore || readings.length === limit,
        isHeldBack: voices.length < allVoices.length || events.length < allEvents.length || readings.length < allReadings.length,
      };
    });
}

/** Whether a position is one of this database: the last voice taken must still stand where it stood. A restore moves every row. */
export async function isPositionIn({ db }: Store, life: string, position: string): Promise<boolean> {
  const { voices, life: known } = JSON.parse(position) as Position;
  if (known !== life) return false;
  if (voices.id === START.id) return true;
  const found = await sql`select 1 from voices where xid = ${voices.xid}::xid8 and id = ${voices.id}::uuid`.execute(db);
  return found.rows.length === 1;
}

async function horizon(tx: Tx): Promise<string> {
  const found = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(tx);
  return found.rows[0]!.xid;
}

const PROJECTED = sql.raw(
  "v.tenant_id, v.id, v.source, v.channel, v.survey_id, v.version, v.unit_id, v.touchpoint_id, v.segment_id, v.employee_id, v.locale, v.anonymity, v.local_day, v.iso_week, v.local_month, v.completeness, v.quality, v.weight, v.nps, v.csat, v.ces, v.nums, v.import_id",
);

async function readVoices(tx: Tx, { xid, id }: Cursor, limit: number): Promise<VoiceRow[]> {
  const found = await sql<VoiceRow>`
    select v.xid::text as xid, v.xid >= pg_snapshot_xmin(pg_current_snapshot()) as is_hidden, ${PROJECTED} from voices v
    where (v.xid, v.id) > (${xid}::xid8, ${id}::uuid)
    order by v.xid, v.id limit ${limit}`.execute(tx);
  return found.rows;
}

async function readEvents(tx: Tx, { xid, id }: Cursor, limit: number): Promise<EventRow[]> {
  const found = await sql<EventRow>`
    select e.xid::text as xid, e.xid >= pg_snapshot_xmin(pg_current_snapshot()) as is_hidden, e.id, e.type, e.subject_id, e.tenant_id, e.payload
    from events e where (e.xid, e.id) > (${xid}::xid8, ${id}::uuid)
    order by e.xid, e.id limit ${limit}`.execute(tx);
  return found.rows;
}

type ReadingRow = Hideable & {
  readonly id: string;
  readonly tenant_id: number;
  readonly revision: number;
  readonly topics: ProjectedReading["topics"] | null;
};

/** What comments say, as it counts now. Words of anonymous answers are never counted by what they say. */
async function readReadings(tx: Tx, { xid, id }: Cursor, limit: number): Promise<ReadingRow[]> {
  const found = await sql<ReadingRow>`
    select r.xid::text as xid, r.xid >= pg_snapshot_xmin(pg_current_snapshot()) as is_hidden, r.voice_id as id, r.tenant_id, r.revision,
      case when v.anonymity <> 'anonymous' then (
        select jsonb_agg(jsonb_build_array(t.topic_id, t.sentiment) order by t.topic_id) from voice_topics t
        where t.tenant_id = r.tenant_id and t.voice_id = r.voice_id) end as topics
    from voice_readings r left join voices v on v.tenant_id = r.tenant_id and v.id = r.voice_id
    where (r.xid, r.voice_id) > (${xid}::xid8, ${id}::uuid)
    order by r.xid, r.voice_id limit ${limit}`.execute(tx);
  return found.rows;
}

function asProjected({ id, tenant_id, revision, topics }: ReadingRow): ProjectedReading {
  return { tenant_id, voice_id: id, topics: topics ?? [], isAnew: revision > 1 };
}

/** A row is read when every transaction that began before its own has ended: commit order is not the order of numbers. */
function isVisible({ is_hidden }: Hideable): boolean {
  return !is_hidden;
}

/** Takes voices up to the first event that matters, then the events before the next voice: nothing overtakes anything. */
export function cutInOrder<V extends { readonly xid: string }, E extends { readonly xid: string; readonly type: string }>(
  voices: readonly V[],
  events: readonly E[],
  limit: number,
): { readonly voices: readonly V[]; readonly events: readonly E[]; readonly hasMore: boolean } {
  const first = events.find(({ type }) => FOLLOWED.has(type));
  const areVoicesFull = voices.length === limit;
  const areEventsFull = events.length === limit;
  // events that do not matter are passed over only together with what follows, so that the cursor stays simple
  if (first === undefined) return { voices, events, hasMore: areVoicesFull || areEventsFull };
  const isLater = ({ xid }: V) => BigInt(xid) > BigInt(first.xid);
  const place = voices.findIndex(isLater);
  if (place === -1 && areVoicesFull) return { voices, events: [], hasMore: true };
  const before = place === -1 ? voices : voices.slice(0, place);
  const next = place === -1 ? null : BigInt(voices[place]!.xid);
  const taken = next === null ? events : events.filter(({ xid }) => BigInt(xid) < next);
  return { voices: before, events: taken, hasMore: place !== -1 || areEventsFull };
}

const FOLLOWED = new Set([
  "voice.excluded",
  "voice.reinstated",
  "voice.flagged",
  "voice.removed",
  "voices.released",
  "import.undone",
  "tenant.removed",
]);

function changeOf({ type, subject_id, tenant_id, payload }: EventRow): LateChange[] {
  switch (type) {
    case "voice.excluded":
    case "voice.reinstated":
    case "voice.flagged":
      return [{ kind: "quality", tenantId: tenant_id, id: subject_id, quality: String(payload.quality) }];
    case "voice.removed":
      return [{ kind: "removed", tenantId: tenant_id, id: subject_id }];
    case "import.undone":
      return [{ kind: "import removed", tenantId: tenant_id, importId: subject_id }];
    case "tenant.removed":
      return [{ kind: "tenant removed", tenantId: Number(payload.tenantId) }];
    default:
      return [];
  }
}

/** Weights as they stand now; an event that comes again, or later than another, tells the same. */
async function changedWeights(tx: Tx, events: readonly EventRow[]): Promise<LateChange[]> {
  const changes: LateChange[] = [];
  for (const { type, tenant_id, payload } of events) {
    if (type !== "weights.changed") continue;
    const { surveyId, from, to } = payload as { surveyId: number; from: number; to: number };
    // answers of anonymous surveys weigh the same, since nothing tells one of a step from another
    const found = await sql<{ id: string; weight: number }>`
      select v.id, v.weight from voices v
      where v.tenant_id = ${tenant_id} and v.survey_id = ${surveyId} and v.local_day between ${from} and ${to}
        and v.anonymity <> 'anonymous'`.execute(tx);
    changes.push({ kind: "weights", tenantId: tenant_id, weights: found.rows.map(({ id, weight }) => [id, weight]) });
  }
  return changes;
}

type Step = { readonly step: { readonly released_day: number; readonly withheld: readonly (string | number)[] } };

/** The answers of released steps, counted under the day their step was complete, without what is withheld. */
async function releasedVoices(tx: Tx, events: readonly EventRow[] | "all so far"): Promise<ProjectedVoice[]> {
  if (events.length === 0) return [];
  const ids = events === "all so far" ? null : events.flatMap(({ payload }) => payload.voiceIds as string[]);
  const found = await sql<ProjectedVoice & Step>`
    select ${PROJECTED}, jsonb_build_object('released_day', s.released_day, 'withheld', s.withheld) as step
    from voice_steps s join voices v on v.tenant_id = s.tenant_id and v.id = s.voice_id
    where s.released_day is not null ${ids === null ? sql`` : sql`and s.voice_id = any(${ids}::uuid[])`}`.execute(tx);
  return found.rows.map(({ step, ...voice }) => {
    const day = step.released_day;
    const isWithheld = (part: string | number) => step.withheld.includes(part);
    // what tells one answer from another within its step is not copied; every column is named, so that a new one is decided upon
    return {
      tenant_id: voice.tenant_id,
      id: voice.id,
      survey_id: voice.survey_id,
      unit_id: voice.unit_id,
      anonymity: voice.anonymity,
      quality: voice.quality,
      source: "survey",
      channel: "",
      version: null,
      touchpoint_id: null,
      segment_id: null,
      employee_id: null,
      locale: "",
      completeness: "complete",
      weight: 1,
      import_id: null,
      local_day: day,
      iso_week: isoWeekOf(day),
      local_month: monthIndexOf(day),
      nps: isWithheld("nps") ? null : voice.nps,
      csat: isWithheld("csat") ? null : voice.csat,
      ces: isWithheld("ces") ? null : voice.ces,
      nums: voice.nums.map((value, i) => (isWithheld(i + 1) ? null : value)),
    };
  });
}

function withoutXid({ xid: _xid, is_hidden: _hidden, ...voice }: VoiceRow): ProjectedVoice {
  return voice;
}

function last(rows: readonly { readonly xid: string; readonly id: string }[], before: Cursor): Cursor {
  const row = rows.at(-1);
  return row === undefined ? before : { xid: row.xid, id: row.id };
}
