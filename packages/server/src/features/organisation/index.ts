import { createFollower } from "@manyi/store";
import type { Feature, Stop } from "../../platform/feature.js";
import type { Services } from "../../platform/services.js";
import { sweepRemoved } from "./remove-demo.js";
import { routes } from "./routes.js";

async function start(services: Services): Promise<Stop> {
  const follower = createFollower(services.store, {
    name: "organisation",
    source: "events",
    handle: sweepRemoved,
    onError: (error) => services.log.error({ err: error }, "organisation"),
  });
  const unhook = services.committed.on(() => follower.wake());
  follower.start();
  return async () => {
    unhook();
    await follower.stop();
  };
}

export const organisation: Feature = { routes, start };
