import type { Feature } from "../../platform/feature.js";
import { runEvery } from "../../platform/loop.js";
import { forgetExpired } from "./forget-expired.js";
import { routes } from "./routes.js";

const HOUR_MS = 3_600_000;

export const session: Feature = {
  routes,
  start: async (services) =>
    runEvery(services, { name: "session", everyMs: HOUR_MS, run: () => forgetExpired(services.store.db, services.now()) }),
};

export { firstAccountLink, makeLink } from "./one-time-links.js";
