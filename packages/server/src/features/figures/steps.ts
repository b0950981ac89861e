import { appendEvent, createFollower, type FollowedRow, type Follower, type Store, type Tx } from "@manyi/store";
import { sql } from "kysely";

/** A step is closed with fewer than k answers to some question only when it has waited for this many times k answers. */
const PATIENCE = 4;

/**
 * Lets answers of anonymous surveys into the figures in steps of k per survey and unit: a step is complete when every question has been
 * answered by nobody or by at least k of it. Whatever is asked afterwards, two sets differ by whole steps.
 */
export function createStepper(store: Store, now: () => Date, onError: (error: unknown) => void): Follower {
  return createFollower(store, { name: "steps", source: "voices", handle: (tx, voices) => takeIn(tx, voices, now()), onError });
}

type Place = { readonly tenant_id: number; readonly survey_id: number | null; readonly unit_id: number | null };

async function takeIn(tx: Tx, voices: readonly FollowedRow<"voices">[], at: Date): Promise<void> {
  const anonymous = voices.filter((voice) => voice.anonymity === "anonymous" && voice.quality !== "excluded");
  if (anonymous.length === 0) return;
  const steps = anonymous.map(({ tenant_id, id, survey_id, unit_id }) => ({ tenant_id, voice_id: id, survey_id, unit_id }));
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
  const tenant = await tx.selectFrom("tenants").select("k_threshold").where("id", "=", place.tenant_id).executeTakeFirst();
  if (tenant === undefined) return;
  const found = await sql<Waiting>`
    select v.id, v.local_day, v.nps, v.csat, v.ces, v.nums
    from voice_steps s join voices v on v.tenant_id = s.tenant_id and v.id = s.voice_id
    where s.tenant_id = ${place.tenant_id} and s.survey_id is not distinct from ${place.survey_id}
      and s.unit_id is not distinct from ${place.unit_id} and s.released_day is null and v.quality <> 'excluded'
    order by v.xid, v.id`.execute(tx);
  for (const step of completeSteps(found.rows, tenant.k_threshold)) {
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
