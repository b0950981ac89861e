import type { Feature } from "../../platform/feature.js";
import { runWhenWoken } from "../../platform/loop.js";
import { routes } from "./routes.js";
import { sendDue } from "./sender.js";

export const messages: Feature = {
  routes,
  async start(services) {
    return runWhenWoken(services, { name: "mail", everyMs: 5000, run: () => sendDue(services) });
  },
};

export { queueMessage } from "./queue-message.js";
