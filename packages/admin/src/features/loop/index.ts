export { LoopCard } from "./loop-card.js";
