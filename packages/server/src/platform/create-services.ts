import { createIngest, type Store } from "@manyi/store";
import type { Logger } from "pino";
import type { Analytics } from "./analytics.js";
import { createAuth } from "./auth.js";
import type { Config } from "./config.js";
import type { Ids } from "./context.js";
import { createIds } from "./ids.js";
import { createLimiter } from "./limiter.js";
import { createLive } from "./live.js";
import { createMetrics } from "./metrics.js";
import type { Services } from "./services.js";
import { createSignal } from "./signal.js";
import type { Vault } from "./vault.js";

/** What comes from outside; everything else is made from it. */
export type Given = {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
  readonly analytics: Analytics;
  readonly vault: Vault;
  readonly now: () => Date;
  readonly publicUrl: () => string;
  /** from the machine's randomness unless a test holds them still */
  readonly ids?: Ids;
};

/** Puts the process together. */
export function createServices(given: Given): Services {
  const { config, store, vault, now } = given;
  const committed = createSignal();
  const url = given.publicUrl();
  return {
    ...given,
    ids: given.ids ?? createIds(now),
    ingest: createIngest(store, { onCommit: () => committed.fire() }),
    live: createLive(),
    auth: createAuth(store, {
      secret: vault.secret("session cookies"),
      baseURL: url,
      secure: config.publicUrl?.startsWith("https://") ?? false,
    }),
    metrics: createMetrics(),
    limiter: createLimiter(() => now().getTime()),
    committed,
  };
}
