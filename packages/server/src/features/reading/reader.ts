import { setImmediate as nextTurn } from "node:timers/promises";
import { routingSignals } from "@manyi/core/text";
import { appendEvent, type FollowedRow, type Tx } from "@manyi/store";
import { sql } from "kysely";
import { isFresh } from "./fresh.js";
import { ownModels } from "./models.js";
import { type CommentReader, commentReader } from "./read-comment.js";
import { treeOf, versionOf } from "./tree.js";
import { type Read, shareReadings, writeReadings } from "./writes.js";

/** Milliseconds of reading before requests have their turn. */
const SLICE_MS = 12;

/** A voice as far as reading goes. */
export type Comment = { readonly id: string; readonly comment: string; readonly local_day: number };

/** Readers by organisation, each kept until its tree or its models change. */
export type Readers = (tx: Tx, tenantId: number, at: Date) => Promise<CommentReader>;

export function keptReaders(): Readers {
  const kept = new Map<number, { readonly state: string; readonly reader: CommentReader }>();
  return async (tx, tenantId, at) => {
    const models = await ownModels(tx, tenantId);
    const stateAt = (version: number | null) => `${version} ${models.zh?.version} ${models.en?.version}`;
    const known = kept.get(tenantId);
    const version = await versionOf(tx, tenantId);
    if (version !== null && known?.state === stateAt(version)) return known.reader;
    const reader = commentReader(await treeOf(tx, tenantId, at), models);
    kept.set(tenantId, { state: stateAt(reader.treeVersion), reader });
    return reader;
  };
}

/** Reads comments in short slices, so that answers that come meanwhile do not wait. */
export async function readAll(reader: CommentReader, comments: readonly Comment[]): Promise<Read[]> {
  const reads: Read[] = [];
  let until = performance.now() + SLICE_MS;
  for (const { id, comment, local_day } of comments) {
    reads.push({ id, localDay: local_day, comment, reading: reader.read(comment) });
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + SLICE_MS;
  }
  return reads;
}

/**
 * Reads a batch of voices; the cursor of the follower moves in the same transaction. Words of danger become the event `voice.unsafe`;
 * what is pressing and belongs to no unit becomes `voice.raised`.
 */
export async function readVoices(tx: Tx, readers: Readers, rows: readonly FollowedRow<"voices">[], at: Date): Promise<void> {
  const worded = rows.filter(({ comment }) => comment !== null && comment.trim() !== "");
  if (worded.length === 0) return;
  await shareReadings(tx);
  for (const tenantId of new Set(worded.map(({ tenant_id }) => tenant_id))) {
    const there = await stillThere(
      tx,
      tenantId,
      worded.filter(({ tenant_id }) => tenant_id === tenantId).map(({ id }) => id),
    );
    const comments = worded.filter((row): row is Worded => row.tenant_id === tenantId && there.has(row.id));
    if (comments.length === 0) continue;
    const reader = await readers(tx, tenantId, at);
    const reads = await readAll(reader, comments);
    await writeReadings(tx, { tenantId, treeVersion: reader.treeVersion, at }, reads);
    const raisedBy = new Map(reads.map(({ id, reading }) => [id, reading.signals.map(({ kind }) => kind)]));
    for (const row of comments) {
      const raised = (raisedBy.get(row.id) ?? []).filter((kind) => routingSignals.includes(kind));
      if (raised.length === 0 || !isFresh(row, at)) continue;
      // with a unit danger opens a case there; without one any of them goes to the inbox, where somebody looks
      if (row.unit_id === null)
        await appendEvent(tx, { tenantId, type: "voice.raised", subjectId: row.id, payload: { signals: raised }, at });
      else if (raised.includes("safety")) await appendEvent(tx, { tenantId, type: "voice.unsafe", subjectId: row.id, at });
    }
  }
}

type Worded = FollowedRow<"voices"> & Comment;

/** Which of these voices exist, now that nobody can take their readings away. */
async function stillThere(tx: Tx, tenantId: number, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await sql<{ id: string }>`select id from voices where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[])`.execute(
    tx,
  );
  return new Set(found.rows.map(({ id }) => id));
}
