import { setTimeout as sleep } from "node:timers/promises";
import { isConnectionLoss } from "../connection-loss.js";
import type { Store } from "../store.js";
import { countIn, surveyOf } from "./count-in.js";
import { INSERT_VOICES, type NewVoice, spellVoices } from "./new-voice.js";
import type { Stored } from "./stored.js";

export type { NewVoice, Stored };

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
  let unanswered = 0;
  const idle: (() => void)[] = [];
  /** surveys whose answers are counted against quotas, as far as met */
  const counted = new Set<string>();

  const answer = (one: Waiting, stored: Stored) => {
    one.done(stored);
    leave(1);
  };
  const leave = (n: number) => {
    unanswered -= n;
    if (unanswered === 0) for (const wake of idle.splice(0)) wake();
  };
  const tell = (group: readonly Waiting[], answers: readonly (Stored | null)[]) => {
    let fresh = 0;
    for (const [place, one] of group.entries()) {
      const stored = answers[place] ?? null;
      if (stored === null) continue;
      answer(one, stored);
      if (stored.status === "stored") fresh += 1;
    }
    if (fresh > 0) onCommit(fresh);
  };
  const fail = (group: readonly Waiting[], error: unknown) => {
    for (const one of group) one.failed(error);
    leave(group.length);
  };

  const plain = lane({ batch, flights, tell, fail }, async (group) => {
    const answers = await patiently(patience, () => storeOnce(store, voicesOf(group)));
    for (const [place, one] of group.entries()) {
      if (answers[place] !== null) continue;
      counted.add(surveyOf(one.voice));
      quotas.add(one);
    }
    return answers;
  });
  // one flight: a second would only wait for the lock of the first
  const quotas = lane({ batch, flights: 1, tell, fail }, async (group) => {
    const { stored, plain: free } = await patiently(patience, () => countIn(store, voicesOf(group)));
    for (const survey of free) counted.delete(survey);
    return stored;
  });

  const submit = (voice: NewVoice) =>
    new Promise<Stored>((done, failed) => {
      if (unanswered >= limit) return failed(new IngestBusy(`${unanswered} voices are waiting`));
      unanswered += 1;
      const isCounted = counted.size > 0 && counted.has(surveyOf(voice));
      (isCounted ? quotas : plain).add({ voice, done, failed });
    });

  return {
    submit,
    submitMany: (voices) => Promise.all(voices.map(submit)),
    drain: () => (unanswered === 0 ? Promise.resolve() : new Promise((wake) => idle.push(wake))),
    waiting: () => unanswered,
  };
}

type Lane = {
  readonly batch: number;
  readonly flights: number;
  readonly tell: (group: readonly Waiting[], answers: readonly (Stored | null)[]) => void;
  readonly fail: (group: readonly Waiting[], error: unknown) => void;
};

/** Whatever waits is one transaction, sent at once when a flight is free. `null` for what has moved to another lane. */
function lane({ batch, flights, tell, fail }: Lane, send: (group: readonly Waiting[]) => Promise<(Stored | null)[]>) {
  let queue: Waiting[] = [];
  let inFlight = 0;

  const launch = () => {
    while (inFlight < flights && queue.length > 0) {
      const group = queue.slice(0, batch);
      queue = queue.slice(batch);
      inFlight += 1;
      void flush(group).finally(() => {
        inFlight -= 1;
        launch();
      });
    }
  };

  const flush = async (group: readonly Waiting[]): Promise<void> => {
    let answers: (Stored | null)[];
    try {
      answers = await send(group);
    } catch (error) {
      if (group.length === 1 || isConnectionLoss(error)) return fail(group, error);
      // one bad voice must not take its neighbours with it
      const half = Math.ceil(group.length / 2);
      await flush(group.slice(0, half));
      await flush(group.slice(half));
      return;
    }
    tell(group, answers);
  };

  return {
    add(one: Waiting) {
      queue.push(one);
      launch();
    },
  };
}

function voicesOf(group: readonly Waiting[]): NewVoice[] {
  return group.map(({ voice }) => voice);
}

async function patiently<T>(patience: number, attempt: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + patience;
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isConnectionLoss(error) || performance.now() > giveUpAt) throw error;
      await sleep(Math.min(50 * count, 500));
    }
  }
}

/** @returns null for a voice that has to be counted first */
async function storeOnce(store: Store, voices: readonly NewVoice[]): Promise<(Stored | null)[]> {
  const inserted = await store.pool.query<Key>({ ...INSERT_VOICES, values: [spellVoices(voices)] });
  const fresh = new Set(inserted.rows.map(spellKey));
  if (fresh.size === voices.length) return voices.map(({ id }) => ({ status: "stored", id }));

  const known = await findIds(store, voices);
  return voices.map((voice) => {
    const id = known.get(spellKey({ tenant_id: voice.tenantId, client_key: voice.clientKey }));
    if (id === undefined) return null;
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
