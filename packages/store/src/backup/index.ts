export { type BackupOptions, backup } from "./backup.js";
export type { BackupSummary } from "./format.js";
export { isSealed } from "./read-lines.js";
export { type RestoreOptions, restore } from "./restore.js";
