import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const voices: Feature = { routes };

export { decide } from "./mark-voice.js";
export { presentOne } from "./read-voice.js";
export { lockVoice, setQuality } from "./set-quality.js";
