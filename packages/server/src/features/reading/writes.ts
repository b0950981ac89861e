import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import { correctionsOf, countedOf, labelsOf, raisedOf } from "./labels.js";
import type { MachineReading } from "./read-comment.js";
import { searchVector } from "./search-vector.js";

/** A comment and what the machine read in it. */
export type Read = { readonly id: string; readonly localDay: number; readonly comment: string; readonly reading: MachineReading };

/** Any number nobody else uses: readers share it, whoever takes readings away holds it alone. */
const READINGS_LOCK = 7_306_002;

/** A reading is written only while nobody takes readings away, so that none outlives its voice. */
export async function shareReadings(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${READINGS_LOCK})`.execute(tx);
}

/** Waits for the readers at work; those that come later see what is gone. */
export async function holdReadings(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${READINGS_LOCK})`.execute(tx);
}

/**
 * Writes readings and what counts of them, labels of people applied; a voice that was read before is read anew.
 *
 * @param treeVersion of the tree they were read with
 */
export async function writeReadings(
  tx: Tx,
  { tenantId, treeVersion, at }: { readonly tenantId: number; readonly treeVersion: number; readonly at: Date },
  reads: readonly Read[],
): Promise<void> {
  if (reads.length === 0) return;
  const ids = reads.map(({ id }) => id);
  // a label given meanwhile waits for us and is applied afterwards; one given before is seen below
  await sql`
    select from voice_readings where tenant_id = ${tenantId} and voice_id = any(${ids}::uuid[]) order by voice_id for update`.execute(tx);
  const labels = await labelsOf(tx, tenantId, ids);
  const corrections = new Map([...labels].map(([id, own]) => [id, correctionsOf(own)]));
  const rows = reads.map(({ id, localDay, comment, reading }) => ({
    voice_id: id,
    local_day: localDay,
    model_version: reading.modelVersion,
    language: reading.language,
    sentiment: reading.sentiment,
    confidence: Math.round(reading.confidence * 1000) / 1000,
    signals: reading.signals,
    raised: raisedOf(reading.signals, corrections.get(id)),
    pii: reading.pii,
    topics: reading.topics,
    fingerprint: reading.fingerprint,
    alike: reading.alike,
    search: searchVector(comment, reading.pii, corrections.get(id)),
  }));
  await sql`
    insert into voice_readings as known (tenant_id, voice_id, local_day, taxonomy_version, model_version, language, sentiment, confidence,
      signals, raised, pii, topics, fingerprint, alike, search, read_at)
    select ${tenantId}::smallint, voice_id, local_day, ${treeVersion}::int, model_version, language, sentiment, confidence, signals, raised, pii,
      topics, decode(fingerprint, 'hex'), alike, search::tsvector, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (voice_id uuid, local_day int, model_version text, language text,
      sentiment smallint, confidence real, signals jsonb, raised text[], pii jsonb, topics jsonb, fingerprint text, alike int[], search text)
    order by voice_id
    on conflict (tenant_id, voice_id) do update set
      xid = pg_current_xact_id(), revision = known.revision + 1, taxonomy_version = excluded.taxonomy_version,
      model_version = excluded.model_version, language = excluded.language, sentiment = excluded.sentiment,
      confidence = excluded.confidence, signals = excluded.signals, raised = excluded.raised, pii = excluded.pii, topics = excluded.topics,
      fingerprint = excluded.fingerprint, alike = excluded.alike, search = excluded.search, read_at = excluded.read_at`.execute(tx);
  await writeCounted(
    tx,
    tenantId,
    reads.map(({ id, localDay, reading }) => ({ id, localDay, counted: countedOf(reading, corrections.get(id)) })),
  );
}

type CountedVoice = { readonly id: string; readonly localDay: number; readonly counted: ReturnType<typeof countedOf> };

/** Replaces what counts of some voices. */
export async function writeCounted(tx: Tx, tenantId: number, voices: readonly CountedVoice[]): Promise<void> {
  const ids = voices.map(({ id }) => id);
  await sql`delete from voice_topics where tenant_id = ${tenantId} and voice_id = any(${ids}::uuid[])`.execute(tx);
  const rows = voices.flatMap(({ id, localDay, counted }) =>
    counted.map(({ topic, sentiment, source }) => ({ voice_id: id, topic_id: topic, sentiment, source, local_day: localDay })),
  );
  await sql`
    insert into voice_topics (tenant_id, voice_id, topic_id, sentiment, source, local_day)
    select ${tenantId}::smallint, voice_id, topic_id, sentiment, source, local_day
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (voice_id uuid, topic_id smallint, sentiment smallint, source text, local_day int)`.execute(tx);
}
