export { ViewBar } from "./view-bar.js";
