import { setTimeout as sleep } from "node:timers/promises";
import { appendEvent, type Store, type Tx } from "@manyi/store";
import { sql } from "kysely";
import { readOrganisation } from "../../platform/organisation.js";
import { thresholdSince } from "../../platform/threshold.js";

/** A step is closed with fewer than k answers to some question only when it has waited for this many times k answers. */
const PATIENCE = 4;

/** How often the place in the outbox moves on when nothing anonymous comes. */
const MOVE_MS = 1000;
/** How soon what is held back is looked for again, and how long a run waits for it. */
const SHORTLY_MS = 15;
const PATIENCE_MS = 10_000;
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Looks at anonymous answers only, which are few, so that the others cost nothing. */
export type Stepper = { wake(): void; run(): Promise<void>; stop(): Promise<void> };

/**
 * Lets answers of anonymous surveys into the figures in steps of k per survey and unit: a step is complete when every question has been
 * answered by nobody or by at least k of it. Whatever is asked afterwards, two sets differ by whole steps.
 */
export function createStepper(store: Store, now: () => Date, onError: (error: unknown) => void): Stepper {
  let turn: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  let isWaiting = false;
  let movedAt = Number.NEGATIVE_INFINITY;

  /** @returns whether an unfinished neighbour still hides something */
  const look = async (): Promise<boolean> => {
    for (;;) {
      const { has_rows, is_behind, is_held_back } = await lookAhead(store);
      const isTimeToMove = is_behind && performance.now() - movedAt > MOVE_MS;
      if (isStopped || (!has_rows && !isTimeToMove)) return is_held_back;
      await store.tx((tx) => takeBatch(tx, now()));
      movedAt = performance.now();
    }
  };
  const run = async () => {
    for (const giveUpAt = performance.now() + PATIENCE_MS; performance.now() < giveUpAt; ) {
      const mine = turn.catch(() => {}).then(look);
      turn = mine;
      if (!(await mine)) return;
      await sleep(SHORTLY_MS);
    }
  };
  const wake = () => {
    if (isWaiting || isStopped) return;
    isWaiting = true;
    turn = turn
      .catch(() => {})
      .then(() => {
        isWaiting = false;
        return look();
      })
      .then((isHeldBack) => {
        if (isHeldBack && !isStopped) setTimeout(wake, SHORTLY_MS).unref();
      })
      .catch(onError);
  };
  const timer = setInterval(wake, MOVE_MS);
  timer.unref();
  return {
    wake,
    run,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await turn.catch(() => {});
    },
  };
}

const BATCH = 1000;
const NAME = "steps";

type Ahead = { readonly has_rows: boolean; readonly is_behind: boolean; readonly is_held_back: boolean };

/**
 * A look without locks or writes, so that waiting costs one small read: in the order of the index the first row tells about all behind it,
 * and nothing makes the planner read every voice to find that none is new.
 */
async function lookAhead({ db }: Store): Promise<Ahead> {
  const found = await sql<Ahead>`
    with cursor as (
      select coalesce(max(xid), '0'::xid8) as xid, coalesce((max(last_id::text))::uuid, '00000000-0000-0000-0000-000000000000') as id
      from followers where name = ${NAME}
    )
    select coalesce(anonymous.xid < pg_snapshot_xmin(pg_current_snapshot()), false) as has_rows,
      coalesce(anyone.xid < pg_snapshot_xmin(pg_current_snapshot()), false) as is_behind,
      coalesce(latest.xid >= pg_snapshot_xmin(pg_current_snapshot()), false) as is_held_back
    from cursor c
    left join lateral (
      select v.xid from voices v where v.anonymity = 'anonymous' and (v.xid, v.id) > (c.xid, c.id) order by v.xid, v.id limit 1
    ) anonymous on true
    left join lateral (
      select v.xid from voices v where v.anonymity = 'anonymous' and (v.xid, v.id) > (c.xid, c.id) order by v.xid desc, v.id desc limit 1
    ) latest on true
    left join lateral (select v.xid from voices v where (v.xid, v.id) > (c.xid, c.id) order by v.xid, v.id limit 1) anyone on true`.execute(
    db,
  );
  return found.rows[0]!;
}

async function takeBatch(tx: Tx, at: Date): Promise<void> {
  await sql`insert into followers (name, source) values (${NAME}, 'voices') on conflict (name) do nothing`.execute(tx);
  const cursor = await tx.selectFrom("followers").select(["xid", "last_id"]).where("name", "=", NAME).forUpdate().executeTakeFirstOrThrow();
  const found = await sql<Anonymous & { horizon: string }>`
    with h as (select pg_snapshot_xmin(pg_current_snapshot()) as xid)
    select v.tenant_id, v.id, v.xid::text as xid, v.survey_id, v.unit_id, v.quality, (h.xid::text::numeric - 1)::text as horizon
    from h left join lateral (
      select * from voices v
      where v.anonymity = 'anonymous' and (v.xid, v.id) > (${cursor.xid}::xid8, ${cursor.last_id}::uuid) and v.xid < h.xid
      order by v.xid, v.id limit ${BATCH}
    ) v on true`.execute(tx);
  const voices = found.rows.filter(({ id }) => id !== null);
  await takeIn(tx, voices, at);
  const last = voices.at(-1);
  const next =
    voices.length === BATCH && last !== undefined ? { xid: last.xid, id: last.id } : { xid: found.rows[0]!.horizon, id: LAST_ID };
  await sql`update followers set xid = ${next.xid}::xid8, last_id = ${next.id}::uuid, updated_at = ${at} where name = ${NAME}`.execute(tx);
}

type Anonymous = Place & { readonly id: string; readonly xid: string; readonly quality: string };

type Place = { readonly tenant_id: number; readonly survey_id: number | null; readonly unit_id: number | null };

async function takeIn(tx: Tx, voices: readonly Anonymous[], at: Date): Promise<void> {
  const counted = voices.filter(({ quality }) => quality !== "excluded");
  if (counted.length === 0) return;
  const steps = counted.map(({ tenant_id, id, survey_id, unit_id }) => ({ tenant_id, voice_id: id, survey_id, unit_id }));
  await tx
    .insertInto("voice_steps")
    .values(steps)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const places = new Map(steps.map(({ voice_id: _, ...place }) => [JSON.stringify(place), place]));
  for (const place of places.values()) await releaseSteps(tx, place, at);
}

type Waiting = {
  readonly id: string;
  readonly local_day: number;
  readonly nps: number | null;
  readonly csat: number | null;
  readonly ces: number | null;
  readonly nums: readonly (number | null)[];
};

/** Closes the steps that are complete at one place, oldest answers first. */
export async function releaseSteps(tx: Tx, place: Place, at: Date): Promise<void> {
  const organisation = await readOrganisation(tx, place.tenant_id);
  if (organisation === null) return;
  const found = await sql<Waiting>`
    select v.id, v.local_day, v.nps, v.csat, v.ces, v.nums
    from voice_steps s join voices v on v.tenant_id = s.tenant_id and v.id = s.voice_id
    where s.tenant_id = ${place.tenant_id} and s.survey_id is not distinct from ${place.survey_id}
      and s.unit_id is not distinct from ${place.unit_id} and s.released_day is null and v.quality <> 'excluded'
    order by v.xid, v.id`.execute(tx);
  const k = thresholdSince(organisation, Math.min(...found.rows.map(({ local_day }) => local_day)));
  for (const step of completeSteps(found.rows, k)) {
    const voiceIds = step.voices.map(({ id }) => id);
    await sql`
      update voice_steps set released_day = ${step.day}, withheld = ${JSON.stringify(step.withheld)}::jsonb
      where tenant_id = ${place.tenant_id} and voice_id = any(${voiceIds}::uuid[])`.execute(tx);
    await appendEvent(tx, {
      tenantId: place.tenant_id,
      type: "voices.released",
      subjectId: String(place.survey_id ?? ""),
      payload: { voiceIds, unitId: place.unit_id },
      at,
    });
  }
}

type Step<W> = { readonly voices: readonly W[]; readonly day: number; readonly withheld: readonly (string | number)[] };

/**
 * Cuts waiting answers into complete steps; what is left goes on waiting.
 *
 * @param k at least 3
 * @returns per step its answers, the day of its last one, and the questions withheld because fewer than k answered them
 */
export function completeSteps<W extends Waiting>(waiting: readonly W[], k: number): Step<W>[] {
  const steps: Step<W>[] = [];
  let start = 0;
  for (let end = k; end <= waiting.length; end++) {
    const voices = waiting.slice(start, end);
    if (voices.length < k) continue;
    const short = answered(voices).filter(([, n]) => n < k);
    if (short.length > 0 && voices.length < PATIENCE * k) continue;
    steps.push({ voices, day: Math.max(...voices.map(({ local_day }) => local_day)), withheld: short.map(([part]) => part) });
    start = end;
  }
  return steps;
}

function answered(voices: readonly Waiting[]): [part: string | number, n: number][] {
  const counts = new Map<string | number, number>();
  const count = (part: string | number, value: number | null | undefined) => {
    if (value !== null && value !== undefined) counts.set(part, (counts.get(part) ?? 0) + 1);
  };
  for (const voice of voices) {
    count("nps", voice.nps);
    count("csat", voice.csat);
    count("ces", voice.ces);
    for (const [i, value] of voice.nums.entries()) count(i + 1, value);
  }
  return [...counts];
}
