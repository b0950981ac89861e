export { differences } from "./compare-cells.js";
export { MEASURES, questions } from "./questions.js";
export { choices, PLACES, randomReadings, randomVoices, shuffled } from "./random-voices.js";
export { answerOf, recount } from "./recount.js";
