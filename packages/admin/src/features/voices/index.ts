export { ScoreTag } from "./score-tag.js";
export { narrowedBy, ratioSpans, type VoiceSearch } from "./search.js";
export { toneOf } from "./tone.js";
export { WhenWhere } from "./when-where.js";
export { useWho } from "./who.js";
