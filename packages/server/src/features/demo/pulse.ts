import { localDayOf } from "@manyi/core/calendar";
import type { Stop } from "../../platform/feature.js";
import type { Services } from "../../platform/services.js";
import type { DemoSettings } from "./seed-world.js";
import { voiceOfNow } from "./visits.js";
import { DEMO_TENANT, DEMO_ZONE } from "./world.js";

const EVERY_MS = 240_000;

/** Lets an answer arrive every now and then while the demo organisation exists, so that the figures live. */
export async function startPulse(services: Services): Promise<Stop> {
  const beat = async () => {
    const row = await services.store.db.selectFrom("tenants").select("settings").where("id", "=", DEMO_TENANT).executeTakeFirst();
    const demo = (row?.settings as { demo?: DemoSettings } | undefined)?.demo;
    if (demo === undefined || !demo.complete) return;
    const at = services.now().getTime();
    await services.ingest.submit(voiceOfNow(at, localDayOf(at, DEMO_ZONE), demo.anchorDay));
  };
  let beating: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    beating = beating.then(beat).catch((error: unknown) => services.log.warn({ err: error }, "demo pulse"));
  }, EVERY_MS);
  return async () => {
    clearInterval(timer);
    await beating;
  };
}
