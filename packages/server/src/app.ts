import formbody from "@fastify/formbody";
import type { FastifyInstance } from "fastify";
import { ai } from "./features/ai/index.js";
import { analysis } from "./features/analysis/index.js";
import { attributes } from "./features/attributes/index.js";
import { audit } from "./features/audit/index.js";
import { business } from "./features/business/index.js";
import { cases } from "./features/cases/index.js";
import { checks } from "./features/checks/index.js";
import { complaints } from "./features/complaints/index.js";
import { contacts } from "./features/contacts/index.js";
import { demo } from "./features/demo/index.js";
import { effects } from "./features/effects/index.js";
import { expectation } from "./features/expectation/index.js";
import { expectationSources } from "./features/expectation-sources/index.js";
import { feedback } from "./features/feedback/index.js";
import { figures } from "./features/figures/index.js";
import { findings } from "./features/findings/index.js";
import { imports } from "./features/imports/index.js";
import { interviews } from "./features/interviews/index.js";
import { keys } from "./features/keys/index.js";
import { live } from "./features/live/index.js";
import { loyalty } from "./features/loyalty/index.js";
import { messages } from "./features/messages/index.js";
import { metrics } from "./features/metrics/index.js";
import { notes } from "./features/notes/index.js";
import { operations } from "./features/operations/index.js";
import { organisation } from "./features/organisation/index.js";
import { population } from "./features/population/index.js";
import { quality } from "./features/quality/index.js";
import { quotas } from "./features/quotas/index.js";
import { reading } from "./features/reading/index.js";
import { readingQuality } from "./features/reading-quality/index.js";
import { respond } from "./features/respond/index.js";
import { samples } from "./features/samples/index.js";
import { session } from "./features/session/index.js";
import { sources } from "./features/sources/index.js";
import { suggestions } from "./features/suggestions/index.js";
import { surveys } from "./features/surveys/index.js";
import { taxonomy } from "./features/taxonomy/index.js";
import { themes } from "./features/themes/index.js";
import { trends } from "./features/trends/index.js";
import { views } from "./features/views/index.js";
import { voices } from "./features/voices/index.js";
import { serveAdmin } from "./platform/admin-pages.js";
import type { Feature, Stop } from "./platform/feature.js";
import { CONTRACT_ROUTES } from "./platform/handler.js";
import { createHttp } from "./platform/http.js";
import { registerHandlers } from "./platform/register.js";
import type { Services } from "./platform/services.js";

/** Every room of the server. A feature listed here is reachable; one that is not, is not. */
export const FEATURES: Readonly<Record<string, Feature>> = {
  // platform
  session,
  organisation,
  keys,
  audit,
  messages,
  live,
  operations,
  // listen, understand, act
  reading,
  figures,
  analysis,
  attributes,
  views,
  expectation,
  trends,
  metrics,
  population,
  business,
  samples,
  voices,
  themes,
  taxonomy,
  readingQuality,
  ai,
  cases,
  findings,
  effects,
  complaints,
  feedback,
  contacts,
  sources,
  expectationSources,
  imports,
  demo,
  surveys,
  quotas,
  respond,
  quality,
  notes,
  suggestions,
  checks,
  interviews,
  loyalty,
};

/** Contract routes without a handler, and those with more than one: both lists are empty in a complete server. */
export function routeCoverage(features: Readonly<Record<string, Feature>> = FEATURES): {
  readonly unanswered: readonly string[];
  readonly answeredTwice: readonly string[];
} {
  const names = Object.values(features).flatMap((feature) => feature.routes.map((handler) => handler.name));
  return {
    unanswered: CONTRACT_ROUTES.map((route) => route.name).filter((name) => !names.includes(name)),
    answeredTwice: names.filter((name, index) => names.indexOf(name) !== index),
  };
}

/** The whole server, not yet listening. Tests call it through `inject`. */
export async function createApp(services: Services): Promise<FastifyInstance> {
  const app = await createHttp(services);
  for (const { routes, pages } of Object.values(FEATURES)) {
    registerHandlers(app, services, routes);
    if (pages === undefined) continue;
    await app.register(async (scope) => {
      await scope.register(formbody, { bodyLimit: 256 * 1024 });
      await pages(scope, services);
    });
  }
  await serveAdmin(app);
  return app;
}

/** Starts followers and jobs of every feature. @returns stops them, last started first */
export async function startFeatures(services: Services): Promise<Stop> {
  const stops: Stop[] = [];
  for (const { start } of Object.values(FEATURES)) if (start !== undefined) stops.unshift(await start(services));
  return async () => {
    for (const stop of stops) await stop();
  };
}
