import type { DuckDBConnection } from "@duckdb/node-api";
import type { DuckNode } from "./duckdb-node.js";
import { PROJECTION_DDL, PROJECTION_VERSION, type ProjectedReading, type ProjectedVoice } from "./projection.js";
import { isUntidy, tidyVoices } from "./tidy.js";
import { writeMentions } from "./write-mentions.js";
import { appendVoices, applyLateChanges, type LateChange } from "./write-voices.js";

/** What the outbox handed over: voices in order, what changed about earlier ones, and where to go on. */
export type Batch = {
  readonly voices: readonly ProjectedVoice[];
  /** what comments say; it joins the voices when a question is asked, so it may come before or after them */
  readonly readings?: readonly ProjectedReading[];
  /** applied after the voices of the same batch */
  readonly changes: readonly LateChange[];
  /** opaque to the projector; kept with the rows it stands for */
  readonly position: string;
  /** whether reading again at once makes sense */
  readonly hasMore: boolean;
  /** more is committed, and an unfinished neighbour still hides it: reading again shortly makes sense */
  readonly isHeldBack?: boolean;
};

/** Reads what was committed after `position`; `null` is the beginning of time. */
export type ReadBatch = (position: string | null, limit: number) => Promise<Batch>;

export type ProjectorOptions = {
  readonly node: DuckNode;
  readonly read: ReadBatch;
  /** most voices of one read */
  readonly limit?: number;
  /** looks without being woken, in case a wake was missed; 0 never */
  readonly everyMs?: number;
  /** after rows are committed: figures asked from now on hold them */
  readonly onCommitted?: (batch: Batch) => void;
  readonly onError?: (error: unknown) => void;
};

/** So many voices taken in one go are an import or a first start, not customers who wait to see their answers. */
const MANY_AT_ONCE = 100_000;
/** How soon what is held back is looked for again, and how long a catch-up waits for it. */
const SHORTLY_MS = 15;
const PATIENCE_MS = 10_000;

/** Follows the voices into the projection. */
export type Projector = {
  /** there may be something new; returns at once, several calls become one look */
  wake(): void;
  /** looks until there is nothing left, also what is held back; answers with the number of voices taken */
  catchUp(): Promise<number>;
  /** forgets everything and reads from the beginning; questions see the old rows until the new ones are complete */
  rebuild(): Promise<number>;
  /** voices taken since the projection was made */
  taken(): number;
  stop(): Promise<void>;
};

/**
 * Starts following. Rows and position are committed together, so every voice is projected exactly once, whatever is killed when. A
 * projection of another version is read anew from the beginning.
 *
 * @example
 * const projector = await createProjector({ node, read: (position, limit) => readOutbox(position, limit) });
 * ingest.onCommit(projector.wake);
 */
export async function createProjector({ node, read, limit = 5000, everyMs = 1000, ...tell }: ProjectorOptions): Promise<Projector> {
  let { position, taken, tidied } = await positionOf(node);
  let isFirstLook = true;
  let isStopped = false;
  let isWoken = false;
  let turn: Promise<unknown> = Promise.resolve();

  async function takeBatch(): Promise<Batch> {
    const batch = await read(position, limit);
    if (batch.voices.length > 0 || batch.changes.length > 0 || batch.position !== position) {
      await node.write(async (connection) => {
        await appendVoices(connection, batch.voices);
        await applyLateChanges(connection, batch.changes);
        await writeMentions(connection, batch.readings ?? []);
        await savePosition(connection, { position: batch.position, taken: taken + batch.voices.length, tidied });
      });
      position = batch.position;
      taken += batch.voices.length;
      tell.onCommitted?.(batch);
    }
    return batch;
  }

  async function takeAll(): Promise<{ found: number; isHeldBack: boolean }> {
    let found = 0;
    for (;;) {
      isWoken = false;
      const batch = await takeBatch();
      found += batch.voices.length;
      if (isStopped || (!batch.hasMore && !isWoken)) {
        if (!isStopped && (isFirstLook || found >= MANY_AT_ONCE)) await tidyUp();
        isFirstLook = false;
        return { found, isHeldBack: batch.isHeldBack ?? false };
      }
    }
  }

  /** At a start and after very many voices at once: nobody waits then for the few that came meanwhile. */
  async function tidyUp(): Promise<void> {
    if (!isUntidy(taken, tidied)) return;
    try {
      await node.write(async (connection) => {
        await tidyVoices(connection);
        await savePosition(connection, { position, taken, tidied: taken });
      });
    } catch (error) {
      // untidy figures are right, only slower
      tell.onError?.(error);
    }
    tidied = taken;
  }

  async function takeAllAndWait(): Promise<number> {
    let total = 0;
    for (const giveUpAt = Date.now() + PATIENCE_MS; ; ) {
      const { found, isHeldBack } = await inTurn(takeAll);
      total += found;
      if (!isHeldBack || isStopped || Date.now() > giveUpAt) return total;
      await new Promise((resolve) => setTimeout(resolve, SHORTLY_MS));
    }
  }

  async function readAnew(): Promise<number> {
    let next: string | null = null;
    let count = 0;
    await node.write(async (connection) => {
      await connection.run("delete from voices");
      await connection.run("delete from voice_topics");
      for (;;) {
        const batch: Batch = await read(next, limit);
        await appendVoices(connection, batch.voices);
        await applyLateChanges(connection, batch.changes);
        await writeMentions(connection, batch.readings ?? []);
        next = batch.position;
        count += batch.voices.length;
        if (!batch.hasMore) break;
      }
      if (isUntidy(count, 0)) await tidyVoices(connection);
      await savePosition(connection, { position: next, taken: count, tidied: count });
    });
    position = next;
    taken = count;
    tidied = count;
    return count;
  }

  // one look at a time: a second caller waits for its own look, not for a stale one
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.catch(() => {}).then(work);
    turn = mine;
    return mine;
  }
  let isLooking = false;
  let soon: NodeJS.Timeout | undefined;
  const wake = () => {
    isWoken = true;
    if (isLooking || isStopped) return;
    isLooking = true;
    inTurn(takeAll)
      .then(({ isHeldBack }) => {
        clearTimeout(soon);
        if (isHeldBack && !isStopped) soon = setTimeout(wake, SHORTLY_MS);
      })
      .catch((error: unknown) => tell.onError?.(error))
      .finally(() => {
        isLooking = false;
        if (isWoken && !isStopped) setImmediate(wake);
      });
  };
  const timer = everyMs > 0 ? setInterval(wake, everyMs) : null;
  timer?.unref();

  return {
    wake,
    catchUp: takeAllAndWait,
    rebuild: () => inTurn(readAnew),
    taken: () => taken,
    async stop() {
      isStopped = true;
      clearTimeout(soon);
      if (timer !== null) clearInterval(timer);
      await turn.catch(() => {});
    },
  };
}

/** How far the projection is, how many voices it has read, and of how many it was when they were last laid in order. */
type Place = { readonly position: string | null; readonly taken: number; readonly tidied: number };

async function positionOf(node: DuckNode): Promise<Place> {
  const [row] = await node.run("select version, position, rows_read from projection", []);
  if (row === undefined) return { position: null, taken: 0, tidied: 0 };
  if (row[0] === PROJECTION_VERSION) {
    const [more] = await node.run("select coalesce(rows_tidied, 0) from projection", []);
    return { position: row[1] === null ? null : String(row[1]), taken: Number(row[2]), tidied: Number(more?.[0] ?? 0) };
  }
  await node.write(async (connection) => {
    // its columns may be others than today's
    for (const table of ["voices", "voice_topics", "projection", "late_changes"]) await connection.run(`drop table if exists ${table}`);
    for (const sql of PROJECTION_DDL) await connection.run(sql);
  });
  return { position: null, taken: 0, tidied: 0 };
}

async function savePosition(connection: DuckDBConnection, { position, taken, tidied }: Place): Promise<void> {
  await connection.run("delete from projection");
  await connection.run(
    `insert into projection (version, position, rows_read, rows_tidied, updated_at)
      values (${PROJECTION_VERSION}, $1, ${taken}, ${tidied}, cast(now() as varchar))`,
    [position],
  );
}
