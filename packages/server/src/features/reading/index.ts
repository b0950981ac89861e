import type { Feature } from "../../platform/feature.js";
import { start } from "./work.js";

export const reading: Feature = { routes: [], start };

export { type CommentReader, commentReader, type MachineReading } from "./read-comment.js";
export { askForRun, latestRun } from "./runs.js";
export { readTopics, recordTree, type Tree, taxonomyOf, topicsBelow, treeOf, versionOf } from "./tree.js";
