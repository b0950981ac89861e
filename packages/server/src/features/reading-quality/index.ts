import type { Feature } from "../../platform/feature.js";
import { runWhenWoken } from "../../platform/loop.js";
import { routes } from "./routes.js";
import { takeTraining } from "./trainings.js";

export const readingQuality: Feature = {
  routes,
  async start(services) {
    // a training that was cut off begins anew
    await services.store.db.updateTable("text_trainings").set({ state: "waiting" }).where("state", "=", "running").execute();
    return runWhenWoken(services, { name: "training", everyMs: 10_000, run: () => takeTraining(services) });
  },
};
