import { createProjector, type Projector } from "@manyi/analytics";
import type { Store } from "@manyi/store";
import { sql } from "kysely";
import type { Analytics } from "../../platform/analytics.js";
import type { Stop } from "../../platform/feature.js";
import type { Services } from "../../platform/services.js";
import { isPositionIn, readOutbox } from "./outbox.js";
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
  const life = await lifeOfDatabase(store);
  await forgetAnotherLife(services, life);
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
  const unhook = committed.on(() => {
    projector.wake();
    stepper.wake();
  });
  metrics.gauge("manyi_projection_lag_voices", "Voices committed and not yet in the projection", () => lag(services));
  projector.wake();
  stepper.wake();
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

/** Tells a database from another of the same name: a position in one means nothing in the other. */
async function lifeOfDatabase({ db }: Store): Promise<string> {
  const { rows } = await sql<{ oid: string }>`select oid::text as oid from pg_database where datname = current_database()`.execute(db);
  return rows[0]!.oid;
}

/** A position of another database, or of one that was restored since, leads nowhere: the projection is read anew. */
async function forgetAnotherLife({ analytics: { duck }, store }: Services, life: string): Promise<void> {
  const [row] = await duck.run("select position from projection", []);
  const position = row === undefined || row[0] === null ? null : String(row[0]);
  if (position === null || (await isPositionIn(store, life, position))) return;
  await duck.write(async (connection) => {
    await connection.run("delete from voices");
    await connection.run("delete from voice_topics");
    await connection.run("delete from projection");
  });
}
