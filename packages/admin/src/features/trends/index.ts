export { useMetricChoices } from "./metric-names.js";
