import type { Feature } from "../../platform/feature.js";
import { start } from "./work.js";

export const reading: Feature = { routes: [], start };

export { isFresh } from "./fresh.js";
export { type Label, labelVoice, takeLabelBack } from "./label-voice.js";
export { maskedPayload, maskedWords, type NotPersonal, notPersonalOf } from "./masked-words.js";
export { copiesOf, type KnownReading, readingsOf } from "./queries.js";
export { alikeness } from "./read-comment.js";
export { askForRun, latestRun } from "./runs.js";
export { placesOf, termsOfSearch, tsqueryOf } from "./search.js";
export { type ShownComment, type Span, shownComment } from "./shown-comment.js";
export { shownHits } from "./shown-hits.js";
export { readTopics, recordTree, taxonomyOf, topicsBelow, treeOf, versionOf } from "./tree.js";
export { createWork, type ReadingWork } from "./work.js";
