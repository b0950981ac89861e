import type { Feature } from "../../platform/feature.js";
import { runWhenWoken } from "../../platform/loop.js";
import { openAutomaticCases } from "./open-cases.js";
import { routes } from "./routes.js";
import { takeTraining } from "./trainings.js";

export const readingQuality: Feature = {
  routes,
  async start(services) {
    // a training that was cut off begins anew
    await services.store.db.updateTable("text_trainings").set({ state: "waiting" }).where("state", "=", "running").execute();
    const stops = [
      runWhenWoken(services, { name: "training", everyMs: 10_000, run: () => takeTraining(services) }),
      runWhenWoken(services, { name: "automatic cases", everyMs: 15_000, run: () => openAutomaticCases(services) }),
    ];
    return async () => {
      await Promise.all(stops.map((stop) => stop()));
    };
  },
};
