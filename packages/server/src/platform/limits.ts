import type { Limit } from "./limiter.js";

/** One API key. */
export const KEY_LIMIT: Limit = { perMinute: 1200, burst: 300 };
/** One signed-in person: a dashboard asks a dozen questions at once. */
export const SESSION_LIMIT: Limit = { perMinute: 1200, burst: 300 };
/** API requests without session or key, by address. Wide, since a whole office or shop may share one address. */
export const PUBLIC_LIMIT: Limit = { perMinute: 600, burst: 300 };
