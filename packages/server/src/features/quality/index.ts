import { createFollower } from "@manyi/store";
import type { Feature, Stop } from "../../platform/feature.js";
import type { Services } from "../../platform/services.js";
import { flagRepeats } from "./flag-repeats.js";
import { routes } from "./routes.js";

async function start(services: Services): Promise<Stop> {
  const follower = createFollower(services.store, {
    name: "quality",
    source: "voices",
    handle: (tx, rows) => flagRepeats(tx, rows, services.now()),
    onError: (error) => services.log.error({ err: error }, "quality"),
  });
  const unhook = services.committed.on(() => follower.wake());
  follower.start();
  return async () => {
    unhook();
    await follower.stop();
  };
}

export const quality: Feature = { routes, start };

export { flagRepeats } from "./flag-repeats.js";
