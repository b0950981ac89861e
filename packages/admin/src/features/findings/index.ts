export { StartFinding } from "./start-finding.js";
