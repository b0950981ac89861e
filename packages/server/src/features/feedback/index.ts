import type { Feature } from "../../platform/feature.js";
import { start } from "./follow.js";
import { routes } from "./routes.js";

export const feedback: Feature = { routes, start };

export { foldCopies } from "./fold-copies.js";
export { applyVoices, followEvents } from "./follow.js";
export { type ItemHistory, insertItems } from "./histories.js";
export type { VoiceDetail } from "./open-item.js";
export { routeNew } from "./routing.js";
export { tellOutcome } from "./tell-outcome.js";
