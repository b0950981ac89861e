import { localDayOf } from "@manyi/core/calendar";
import type { NewVoice } from "@manyi/store";
import { sql } from "kysely";
import { type Services, systemContext } from "../../platform/services.js";
import { insertHistories, termsOfUnit, type UnitTerms } from "../cases/index.js";
import { seedAnalyst } from "./analyst.js";
import { loadAttributes } from "./attributes.js";
import { loadBusiness } from "./business.js";
import { CASE_DAYS, demoHistories } from "./complaints.js";
import { loadEffects } from "./effects.js";
import { loadFeedback } from "./feedback.js";
import { loadFieldwork } from "./fieldwork.js";
import { KANO_DAYS, kanoVoicesOfDay, seedKano } from "./kano.js";
import { loadPrice } from "./price.js";
import { loadPurchases } from "./purchases.js";
import { loadQuotas } from "./quotas.js";
import { loadRivals } from "./rivals.js";
import { loadSamples } from "./samples.js";
import { seedViews } from "./saved-views.js";
import { AGENTS, type DemoSettings, LEAD, MANAGER_PREFIX, seedWorld } from "./seed-world.js";
import { loadSignals } from "./signals.js";
import { loadSuggestions } from "./suggestions.js";
import { loadTargets } from "./targets.js";
import { loadTrials } from "./trials.js";
import { voicesOfDay } from "./visits.js";
import { loadWeights } from "./weights.js";
import { DAYS_BACK, DEMO_TENANT, DEMO_ZONE } from "./world.js";

/** Voices handed to the ingest at once. */
const CHUNK = 4_000;

type Found = { readonly settings: { readonly demo?: DemoSettings } };

async function readSettings(services: Services): Promise<DemoSettings | null> {
  const row = await services.store.db.selectFrom("tenants").select("settings").where("id", "=", DEMO_TENANT).executeTakeFirst();
  return (row as Found | undefined)?.settings.demo ?? null;
}

async function writeSettings(services: Services, settings: DemoSettings): Promise<void> {
  await sql`update tenants set settings = jsonb_set(settings, '{demo}', ${JSON.stringify(settings)}::jsonb) where id = ${DEMO_TENANT}`.execute(
    services.store.db,
  );
}

/** Only a first start loads the demo: once somebody has an account, or the demo was removed, it does not come by itself. */
async function isInUse(services: Services): Promise<boolean> {
  const { db } = services.store;
  const member = await db.selectFrom("memberships").select("user_id").limit(1).executeTakeFirst();
  const removed = await db.selectFrom("events").select("id").where("type", "=", "tenant.removed").limit(1).executeTakeFirst();
  return member !== undefined || removed !== undefined;
}

/**
 * What came to the demo later: each is put in once, also into a demo that is already there. Safe to repeat after an interruption; what
 * answers `false` comes with the next start, a number is that of voices stored.
 */
const PARTS: Readonly<Record<string, (services: Services, anchorDay: number) => Promise<unknown>>> = {
  signals: loadSignals,
  attributes: loadAttributes,
  weights: loadWeights,
  rivals: loadRivals,
  targets: loadTargets,
  trials: loadTrials,
  suggestions: loadSuggestions,
  samples: loadSamples,
  quotas: loadQuotas,
  purchases: loadPurchases,
  business: loadBusiness,
  effects: loadEffects,
  price: loadPrice,
};

export type DemoLoad = { readonly voices: number; readonly cases: number };

/**
 * Puts the demo organisation in, or adds the days since it was last running. Interrupted, it goes on where it stopped: every row has
 * a key of its own.
 */
export async function loadDemo(services: Services): Promise<DemoLoad> {
  const now = services.now();
  const today = localDayOf(now.getTime(), DEMO_ZONE);
  const known = await readSettings(services);
  if (known === null && (await isInUse(services))) return { voices: 0, cases: 0 };
  const settings: DemoSettings = known ?? { anchorDay: today, untilDay: today - DAYS_BACK, complete: false };
  if (known === null) await services.store.tx((tx) => seedWorld(tx, settings, now));
  await services.store.tx((tx) => seedViews(tx, now));
  const options = { anchorDay: settings.anchorDay, until: now.getTime() };
  const recent: NewVoice[] = [];
  let waiting: NewVoice[] = [];
  let stored = 0;
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    await services.ingest.submitMany(batch);
    stored += batch.length;
  };
  for (let day = settings.complete ? settings.untilDay : settings.anchorDay - DAYS_BACK; day <= today; day++) {
    const voices = voicesOfDay({ day, ...options });
    waiting.push(...voices);
    if (settings.anchorDay - day <= CASE_DAYS) recent.push(...voices);
    if (waiting.length >= CHUNK) await flush();
  }
  const isKanoKnown = await services.store.tx((tx) => seedKano(tx, now));
  for (let day = isKanoKnown ? settings.untilDay : settings.anchorDay - KANO_DAYS; day <= today; day++) {
    waiting.push(...kanoVoicesOfDay({ day, ...options }));
    if (waiting.length >= CHUNK) await flush();
  }
  await flush();
  const cases = settings.complete ? 0 : await loadCases(services, recent, settings.anchorDay, now);
  await seedAnalyst(services, settings.anchorDay);
  stored += await loadFieldwork(services, settings.anchorDay);
  stored += await loadFeedback(services, settings.anchorDay);
  const parts = [...(settings.parts ?? [])];
  for (const [name, load] of Object.entries(PARTS)) {
    if (parts.includes(name)) continue;
    const done = await load(services, settings.anchorDay);
    if (done !== false) parts.push(name);
    if (typeof done === "number") stored += done;
  }
  await writeSettings(services, { ...settings, parts, untilDay: today, complete: true });
  return { voices: stored, cases };
}

async function loadCases(services: Services, voices: readonly NewVoice[], anchorDay: number, now: Date): Promise<number> {
  const ctx = await systemContext(services, DEMO_TENANT, "demo");
  const histories = demoHistories(
    voices,
    anchorDay,
    { managerOf: (store) => `${MANAGER_PREFIX}${store}`, agents: AGENTS, lead: LEAD },
    now.getTime(),
  );
  return services.store.tx(async (tx) => {
    const terms = new Map<number, UnitTerms>();
    for (const { unitId } of histories) if (!terms.has(unitId)) terms.set(unitId, (await termsOfUnit(tx, DEMO_TENANT, unitId, now))!);
    return insertHistories(tx, ctx, histories, (unitId) => terms.get(unitId)!);
  });
}
