export { StartFinding, StartFromVoice } from "./start-finding.js";
