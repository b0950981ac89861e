export { AiSummary } from "./ai-summary.js";
