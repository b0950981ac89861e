import type { SentimentSide, SignalKind } from "@manyi/core/text";
import type { Db } from "@manyi/store";
import { sql } from "kysely";
import { type Corrections, correctionsOf, labelsOf } from "./labels.js";
import { alikeness } from "./read-comment.js";
import type { Span } from "./shown-comment.js";

/** What is known of one comment: the machine's reading, and what counts of it. */
export type KnownReading = {
  readonly voice_id: string;
  readonly language: string | null;
  readonly confidence: number;
  readonly signals: readonly { readonly kind: SignalKind; readonly spans: readonly Span[] }[];
  readonly pii: readonly { readonly start: number; readonly end: number }[];
  readonly topics: readonly { readonly topic: number; readonly spans: readonly Span[] }[];
  readonly counted: readonly { readonly topic: number; readonly sentiment: SentimentSide | null; readonly source: "machine" | "person" }[];
  readonly corrections: Corrections;
};

/** The readings of some voices; those without words, or not read yet, are not in it. */
export async function readingsOf(db: Db, tenantId: number, ids: readonly string[]): Promise<ReadonlyMap<string, KnownReading>> {
  if (ids.length === 0) return new Map();
  const [found, labels] = await Promise.all([
    sql<Omit<KnownReading, "corrections">>`
      select r.voice_id, r.language, r.confidence, r.signals, r.pii, r.topics, (
        select jsonb_agg(jsonb_build_object('topic', t.topic_id, 'sentiment', t.sentiment, 'source', t.source) order by t.topic_id)
        from voice_topics t where t.tenant_id = r.tenant_id and t.voice_id = r.voice_id) as counted
      from voice_readings r where r.tenant_id = ${tenantId} and r.voice_id = any(${[...ids]}::uuid[])`.execute(db),
    labelsOf(db, tenantId, ids),
  ]);
  return new Map(
    found.rows.map((row) => [
      row.voice_id,
      { ...row, counted: row.counted ?? [], corrections: correctionsOf(labels.get(row.voice_id) ?? []) },
    ]),
  );
}

/** Two comments are alike from this share of their text on. */
const LEAST_ALIKE = 0.8;
/** More copies than this are not counted one by one. */
const MOST_ALIKE = 99;

/**
 * How many other comments within scope say nearly the same, up to 99; anonymous and excluded ones are left out.
 *
 * @param units the reader's units; `null` all
 * @returns the ids of the copies by voice; a voice without any is not in it
 */
export async function copiesOf(
  db: Db,
  tenantId: number,
  ids: readonly string[],
  units: readonly number[] | null,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (ids.length === 0) return new Map();
  const others = (band: 1 | 2) => sql`
    (select o.voice_id, o.fingerprint from voice_readings o join voices v on v.tenant_id = o.tenant_id and v.id = o.voice_id
      where o.tenant_id = r.tenant_id and o.alike[${sql.lit(band)}] = r.alike[${sql.lit(band)}] and o.fingerprint is not null
        and o.voice_id <> r.voice_id
        and v.anonymity <> 'anonymous' and v.quality <> 'excluded' and (${units === null} or v.unit_id = any(${[...(units ?? [])]}::int[]))
      limit ${MOST_ALIKE})`;
  const found = await sql<{ id: string; own: Buffer; other: string; fingerprint: Buffer }>`
    select r.voice_id as id, r.fingerprint as own, o.voice_id as other, o.fingerprint
    from voice_readings r cross join lateral (${others(1)} union ${others(2)}) o
    where r.tenant_id = ${tenantId} and r.voice_id = any(${[...ids]}::uuid[]) and r.fingerprint is not null`.execute(db);
  const copies = new Map<string, string[]>();
  for (const { id, own, other, fingerprint } of found.rows) {
    if (alikeness(own, fingerprint) >= LEAST_ALIKE) copies.set(id, [...(copies.get(id) ?? []), other]);
  }
  return copies;
}
