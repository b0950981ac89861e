export { MeasureHelp } from "./measure-help.js";
