import type { Selectable } from "kysely";
import { sql } from "kysely";
import type { Tables } from "./schema/index.js";
import type { Db, Store, Tx } from "./store.js";

/** Tables that others follow. */
export type Source = "voices" | "events";
/** A row of what is followed. */
export type FollowedRow<S extends Source> = { voices: Selectable<Tables["voices"]>; events: Selectable<Tables["events"]> }[S];
/** How far a follower has come: transaction number and id of the last row it took in. */
export type Cursor = { readonly xid: string; readonly id: string };
/** Rows after a cursor, oldest first. `heldBack` is true when more are there that an unfinished transaction still hides. */
export type Followed<S extends Source> = { readonly rows: FollowedRow<S>[]; readonly next: Cursor; readonly heldBack: boolean };

/** Before the first row. */
export const START: Cursor = { xid: "0", id: "00000000-0000-0000-0000-000000000000" };

/** Work that takes every row of a source exactly once, in the order of the transactions that wrote them. */
export type Follower = {
  /** looks every now and then, and at once when woken */
  readonly start: () => void;
  /** says that something may have come */
  readonly wake: () => void;
  /** takes in everything there is now; resolves with the number of rows */
  readonly run: () => Promise<number>;
  /** ends after the batch in hand */
  readonly stop: () => Promise<void>;
};

export type FollowerOptions<S extends Source> = {
  readonly name: string;
  readonly source: S;
  /** most rows in one transaction, default 500 */
  readonly batch?: number;
  /** milliseconds between looks when nobody wakes it, default 1000 */
  readonly every?: number;
  /** the effect; it commits together with the cursor, so it happens once however often the process dies */
  readonly handle: (tx: Tx, rows: readonly FollowedRow<S>[]) => Promise<void>;
  /** awaited between two batches, outside any transaction: a backlog may give way to others here */
  readonly pause?: () => Promise<void>;
  readonly onError?: (error: unknown) => void;
};

/**
 * Reads what follows a cursor. Rows of a transaction become visible only when every earlier one has ended, because commit order is
 * not the order of ids.
 */
export async function readFollowed<S extends Source>(db: Db, source: S, cursor: Cursor, limit: number): Promise<Followed<S>> {
  const found = await sql<FollowedRow<S> & { hidden_: boolean }>`
    select s.*, s.xid >= pg_snapshot_xmin(pg_current_snapshot()) as hidden_
    from ${sql.table(source)} s
    where (s.xid, s.id) > (${cursor.xid}::xid8, ${cursor.id}::uuid)
    order by s.xid, s.id
    limit ${limit}`.execute(db);
  const rows = found.rows.filter((row) => !row.hidden_);
  const last = rows.at(-1);
  return { rows, next: last === undefined ? cursor : { xid: last.xid, id: last.id }, heldBack: rows.length < found.rows.length };
}

/**
 * Makes a follower whose cursor is the row `name` of the table `followers`. Two processes with the same name take turns.
 *
 * @example
 * const rules = createFollower(store, { name: "rules", source: "voices", handle: (tx, voices) => openCases(tx, voices) });
 * rules.start();
 */
export function createFollower<S extends Source>(store: Store, options: FollowerOptions<S>): Follower {
  const { name, source, batch = 500, every = 1000, handle, pause, onError = () => {} } = options;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWoken = false;
  let isStarted = false;

  const takeBatch = () =>
    store.tx(async (tx) => {
      const cursor = await lockCursor(tx, name, source);
      const followed = await readFollowed(tx, source, cursor, batch);
      if (followed.rows.length === 0) return { taken: 0, heldBack: followed.heldBack };
      await handle(tx, followed.rows);
      await moveCursor(tx, name, followed.next);
      return { taken: followed.rows.length, heldBack: followed.heldBack };
    });

  const takeAll = async () => {
    let total = 0;
    for (;;) {
      const ahead = await look(store.db, name, source);
      if (!ahead.hasRows) return { total, heldBack: ahead.heldBack };
      const { taken, heldBack } = await takeBatch();
      total += taken;
      if (taken === 0) return { total, heldBack };
      await pause?.();
    }
  };

  const loop = async () => {
    let pause = every;
    try {
      isWoken = false;
      // what an unfinished transaction hides shows within milliseconds of its end, which nobody announces
      if ((await takeAll()).heldBack) pause = 10;
    } catch (error) {
      onError(error);
    }
    running = undefined;
    schedule(isWoken ? 0 : pause);
  };

  const schedule = (pause: number) => {
    clearTimeout(timer);
    if (!isStarted || running !== undefined) return;
    timer = setTimeout(() => {
      running = loop();
    }, pause);
  };

  return {
    start: () => {
      isStarted = true;
      schedule(0);
    },
    wake: () => {
      isWoken = true;
      schedule(0);
    },
    run: async () => (await takeAll()).total,
    stop: async () => {
      isStarted = false;
      clearTimeout(timer);
      await running;
    },
  };
}

/**
 * How many rows each follower has still to take in, counted up to 100 000.
 *
 * @returns one entry for each follower that has ever taken a row in
 */
export async function followerLags(db: Db): Promise<readonly { readonly name: string; readonly behind: number }[]> {
  const followers = await db.selectFrom("followers").selectAll().orderBy("name").execute();
  return Promise.all(
    followers.map(async ({ name, source, xid, last_id }) => {
      const found = await sql<{ behind: number }>`
        select count(*) as behind from (
          select 1 from ${sql.table(source)} s where (s.xid, s.id) > (${xid}::xid8, ${last_id}::uuid) limit 100000) rows`.execute(db);
      return { name, behind: found.rows[0]!.behind };
    }),
  );
}

/** A look without locks or writes, so that an idle follower costs one small read. */
async function look(db: Db, name: string, source: Source): Promise<{ hasRows: boolean; heldBack: boolean }> {
  const found = await sql<{ hidden: boolean }>`
    select s.xid >= pg_snapshot_xmin(pg_current_snapshot()) as hidden
    from ${sql.table(source)} s
    where (s.xid, s.id) > (
      coalesce((select xid from followers where name = ${name}), '0'::xid8),
      coalesce((select last_id from followers where name = ${name}), ${START.id}::uuid))
    order by s.xid, s.id
    limit 1`.execute(db);
  const hidden = found.rows[0]?.hidden;
  return { hasRows: hidden === false, heldBack: hidden === true };
}

async function lockCursor(tx: Tx, name: string, source: Source): Promise<Cursor> {
  await tx
    .insertInto("followers")
    .values({ name, source })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  const row = await tx.selectFrom("followers").select(["xid", "last_id"]).where("name", "=", name).forUpdate().executeTakeFirstOrThrow();
  return { xid: row.xid, id: row.last_id };
}

async function moveCursor(tx: Tx, name: string, cursor: Cursor): Promise<void> {
  await tx
    .updateTable("followers")
    .set({ xid: cursor.xid, last_id: cursor.id, updated_at: sql<Date>`now()` })
    .where("name", "=", name)
    .execute();
}
