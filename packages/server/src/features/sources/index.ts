import type { Feature } from "../../platform/feature.js";
import { runEvery } from "../../platform/loop.js";
import { forgetPayloads } from "./deliveries.js";
import { pages } from "./hook.js";
import { routes } from "./routes.js";

export const sources: Feature = {
  routes,
  pages,
  start: async (services) => runEvery(services, { name: "inbound payloads", everyMs: 3_600_000, run: () => forgetPayloads(services) }),
};

export { ensureRatingAttribute, ratingSurvey } from "./rating-survey.js";
export { type RatingSeries, shortKey } from "./voices-of.js";
