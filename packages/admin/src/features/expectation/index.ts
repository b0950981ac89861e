export { RatioHelp } from "./ratio-help.js";
