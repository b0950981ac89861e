export * from "./clocks.js";
export * from "./machine.js";
export * from "./rules.js";
