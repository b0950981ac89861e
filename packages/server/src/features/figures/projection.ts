import { createProjector, type Projector } from "@manyi/analytics";
import { sql } from "kysely";
import type { Analytics } from "../../platform/analytics.js";
import type { Stop } from "../../platform/feature.js";
import type { Services } from "../../platform/services.js";
import { lifeOf, readOutbox } from "./outbox.js";
import { createStepper } from "./steps.js";

/** The followers that keep the figures up to date. */
export type Projection = {
  /** takes everything committed so far; resolves when figures hold it */
  catchUp(): Promise<void>;
  /** reads every voice anew; figures stay readable meanwhile */
  rebuild(): Promise<number>;
  stop: Stop;
};

const open = new WeakMap<Analytics, Projection>();

/** The running projection of a process; `null` before it has started. */
export function projectionOf(analytics: Analytics): Projection | null {
  return open.get(analytics) ?? null;
}

/**
 * Starts the projector and the stepper. A committed voice wakes both; open pages hear of it after the projection has committed, so that
 * what they read next holds it.
 */
export async function startProjection(services: Services): Promise<Projection> {
  const { analytics, store, log, committed, metrics, live } = services;
  const known = open.get(analytics);
  if (known !== undefined) return known;
  const life = await lifeOfDatabase(services);
  await forgetAnotherLife(analytics, life);
  const tell = (error: unknown) => log.error({ err: error }, "projection");
  const projector: Projector = await createProjector({
    node: analytics.duck,
    read: (position, limit) => readOutbox(store, life, position, limit),
    onError: tell,
    onCommitted: ({ voices }) => {
      const places = new Map<string, { tenantId: number; unitId: number | null; count: number }>();
      for (const { tenant_id, unit_id } of voices) {
        const name = `${tenant_id} ${unit_id}`;
        const place = places.get(name) ?? { tenantId: tenant_id, unitId: unit_id, count: 0 };
        places.set(name, { ...place, count: place.count + 1 });
      }
      for (const { tenantId, unitId, count } of places.values()) live.publish({ type: "voice", tenantId, unitId, data: { count } });
    },
  });
  const stepper = createStepper(store, () => services.now(), tell);
  stepper.start();
  const unhook = committed.on(() => {
    projector.wake();
    stepper.wake();
  });
  metrics.gauge("manyi_projection_lag_voices", "Voices committed and not yet in the projection", () => lag(services));
  projector.wake();
  const projection: Projection = {
    async catchUp() {
      // what the stepper releases are events for the projector
      await stepper.run();
      await projector.catchUp();
    },
    rebuild: () => projector.rebuild(),
    async stop() {
      unhook();
      open.delete(analytics);
      await stepper.stop();
      await projector.stop();
    },
  };
  open.set(analytics, projection);
  return projection;
}

/** Voices the projection has yet to take; anonymous ones count once their step is released. */
export async function lag({ store, analytics }: Pick<Services, "store" | "analytics">): Promise<number> {
  const [row] = await analytics.duck.run("select count(*) from voices", []);
  const { rows } = await sql<{ n: number }>`
    select ((select count(*) from voices where anonymity <> 'anonymous')
      + (select count(*) from voice_steps where released_day is not null))::float8 as n`.execute(store.db);
  return Math.max(0, rows[0]!.n - Number(row?.[0] ?? 0));
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** A mark in the database that a backup does not carry over: a restored copy has another one. */
async function lifeOfDatabase({ store, ids }: Services): Promise<string> {
  const mark = ids.anonymousUuid();
  await sql`insert into followers (name, last_id) values ('projection', ${mark}::uuid) on conflict (name) do nothing`.execute(store.db);
  await sql`update followers set last_id = ${mark}::uuid where name = 'projection' and (last_id = ${NOBODY} or last_id = ${RESTORED})`.execute(
    store.db,
  );
  const { rows } = await sql<{ id: string }>`select last_id as id from followers where name = 'projection'`.execute(store.db);
  return rows[0]!.id;
}

/** What a restore writes over the places of followers. */
const RESTORED = "ffffffff-ffff-ffff-ffff-ffffffffffff";

async function forgetAnotherLife({ duck }: Analytics, life: string): Promise<void> {
  const [row] = await duck.run("select position from projection", []);
  const known = lifeOf(row === undefined || row[0] === null ? null : String(row[0]));
  if (known === null || known === life) return;
  await duck.write(async (connection) => {
    await connection.run("delete from voices");
    await connection.run("delete from projection");
  });
}
