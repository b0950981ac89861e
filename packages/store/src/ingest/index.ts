import { setTimeout as sleep } from "node:timers/promises";
import { isConnectionLoss } from "../connection-loss.js";
import type { Store } from "../store.js";
import { INSERT_VOICES, type NewVoice, spellVoices } from "./new-voice.js";

export type { NewVoice };

/** What became of a voice: `unchanged` when its key had been stored before; `id` is then the id of the stored one. */
export type Stored = { readonly status: "stored" | "unchanged"; readonly id: string };

/** One way in for every voice. */
export type Ingest = {
  /** resolves after the commit, never before */
  readonly submit: (voice: NewVoice) => Promise<Stored>;
  /** the same for many, in the order given */
  readonly submitMany: (voices: readonly NewVoice[]) => Promise<Stored[]>;
  /** resolves when nothing is waiting or in flight */
  readonly drain: () => Promise<void>;
  /** voices taken and not yet answered */
  readonly waiting: () => number;
};

export type IngestOptions = {
  /** called after every commit that stored something new */
  readonly onCommit?: (stored: number) => void;
  /** most voices in one transaction */
  readonly batch?: number;
  /** transactions at the same time; more only compete for the same disk */
  readonly flights?: number;
  /** beyond this many waiting voices, new ones are refused with `IngestBusy` */
  readonly limit?: number;
  /** how long a lost database is waited for, in milliseconds */
  readonly patience?: number;
};

/** More is coming in than the database takes; the sender should try again shortly. */
export class IngestBusy extends Error {
  override readonly name = "IngestBusy";
}

type Waiting = { readonly voice: NewVoice; readonly done: (stored: Stored) => void; readonly failed: (error: unknown) => void };

/**
 * Group commit: everything that waits is one transaction, sent at once when the line is free. A voice is acknowledged after its
 * commit. When the connection is lost meanwhile, the batch is sent again: its keys make that safe.
 *
 * @example
 * const ingest = createIngest(store, { onCommit: () => projector.wake() });
 * await ingest.submit(voice); // => { status: "stored", id: "0198…" }
 */
export function createIngest(store: Store, options: IngestOptions = {}): Ingest {
  const { onCommit = () => {}, batch = 500, flights = 2, limit = 50_000, patience = 15_000 } = options;
  let queue: Waiting[] = [];
  let inFlight = 0;
  let unanswered = 0;
  const idle: (() => void)[] = [];

  const submit = (voice: NewVoice) =>
    new Promise<Stored>((done, failed) => {
      if (unanswered >= limit) return failed(new IngestBusy(`${unanswered} voices are waiting`));
      unanswered += 1;
      queue.push({ voice, done, failed });
      launch();
    });

  const launch = () => {
    while (inFlight < flights && queue.length > 0) {
      const group = queue.slice(0, batch);
      queue = queue.slice(batch);
      inFlight += 1;
      void flush(group).finally(() => {
        inFlight -= 1;
        unanswered -= group.length;
        launch();
        if (unanswered === 0) for (const wake of idle.splice(0)) wake();
      });
    }
  };

  const flush = async (group: readonly Waiting[]): Promise<void> => {
    let stored: Stored[];
    try {
      const voices = group.map((one) => one.voice);
      stored = await storeVoices(store, voices, patience);
    } catch (error) {
      if (group.length === 1 || isConnectionLoss(error)) {
        for (const one of group) one.failed(error);
        return;
      }
      // one bad voice must not take its neighbours with it
      const half = Math.ceil(group.length / 2);
      await flush(group.slice(0, half));
      await flush(group.slice(half));
      return;
    }
    for (const [place, one] of group.entries()) one.done(stored[place]!);
    const fresh = stored.filter((one) => one.status === "stored").length;
    if (fresh > 0) onCommit(fresh);
  };

  return {
    submit,
    submitMany: (voices) => Promise.all(voices.map(submit)),
    drain: () => (unanswered === 0 ? Promise.resolve() : new Promise((wake) => idle.push(wake))),
    waiting: () => unanswered,
  };
}

async function storeVoices(store: Store, voices: readonly NewVoice[], patience: number): Promise<Stored[]> {
  const giveUpAt = performance.now() + patience;
  for (let attempt = 1; ; attempt++) {
    try {
      return await storeOnce(store, voices);
    } catch (error) {
      if (!isConnectionLoss(error) || performance.now() > giveUpAt) throw error;
      await sleep(Math.min(50 * attempt, 500));
    }
  }
}

async function storeOnce(store: Store, voices: readonly NewVoice[]): Promise<Stored[]> {
  const inserted = await store.pool.query<Key>({ ...INSERT_VOICES, values: [spellVoices(voices)] });
  const fresh = new Set(inserted.rows.map(spellKey));
  if (fresh.size === voices.length) return voices.map(({ id }) => ({ status: "stored", id }));

  const known = await findIds(store, voices);
  return voices.map((voice) => {
    const id = known.get(spellKey({ tenant_id: voice.tenantId, client_key: voice.clientKey })) ?? voice.id;
    // its own id in the database means that this very voice went in, perhaps in an attempt whose answer was lost
    return { status: id === voice.id ? "stored" : "unchanged", id };
  });
}

type Key = { readonly tenant_id: number; readonly client_key: string };

function spellKey({ tenant_id, client_key }: Key): string {
  return `${tenant_id} ${client_key}`;
}

/** A second statement, because the first cannot see what another transaction committed while it waited for it. */
async function findIds(store: Store, voices: readonly NewVoice[]): Promise<Map<string, string>> {
  const found = await store.pool.query<Key & { id: string }>({
    name: "find-voices-by-key",
    text: `select v.tenant_id, v.client_key, v.id from voices v
      join unnest($1::smallint[], $2::text[]) as sent (tenant_id, client_key) using (tenant_id, client_key)`,
    values: [voices.map((voice) => voice.tenantId), voices.map((voice) => voice.clientKey)],
  });
  return new Map(found.rows.map((row) => [spellKey(row), row.id]));
}
