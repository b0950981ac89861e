import type { Feature } from "../../platform/feature.js";
import { runEvery } from "../../platform/loop.js";
import { forgetPayloads } from "./deliveries.js";
import { pages } from "./hook.js";
import { routes } from "./routes.js";
import { watchPosts } from "./spikes.js";

export const sources: Feature = {
  routes,
  pages,
  start: async (services) => {
    const stops = [
      runEvery(services, { name: "inbound payloads", everyMs: 3_600_000, run: () => forgetPayloads(services) }),
      runEvery(services, { name: "posts watched", everyMs: 600_000, run: () => watchPosts(services) }),
    ];
    return async () => {
      await Promise.all(stops.map((stop) => stop()));
    };
  },
};

export { ensureRatingAttribute, ratingSurvey } from "./rating-survey.js";
export { type RatingSeries, shortKey } from "./voices-of.js";
