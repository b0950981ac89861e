export { type AuditEntry, type AuditVerdict, appendAudit, verifyAudit } from "./audit.js";
export { type BackupOptions, type BackupSummary, backup, isSealed, type RestoreOptions, restore } from "./backup/index.js";
export { type Claim, claimDataDir, type Engine, type EngineOptions, findEngine, ownerOf, startEngine } from "./engine/index.js";
export { appendEvent, type NewEvent } from "./events.js";
export {
  type Cursor,
  createFollower,
  type Followed,
  type FollowedRow,
  type Follower,
  type FollowerOptions,
  followerLags,
  readFollowed,
  type Source,
  START,
} from "./followers.js";
export { nextId, uuidv4, uuidv7 } from "./ids.js";
export { createIngest, type Ingest, IngestBusy, type IngestOptions, type NewVoice, type Stored } from "./ingest/index.js";
export { type Log, quiet } from "./log.js";
export { migrate } from "./migrate.js";
export {
  factsIn,
  forgetQuotaCounts,
  keepScreenOuts,
  lockQuotaPlan,
  type QuotaPlan,
  readQuotaPlan,
  type ScreenOut,
  type SurveyRef,
} from "./quotas/index.js";
export { StoreRefusal } from "./refusal.js";
export type { Tables } from "./schema/index.js";
export { type Db, openStore, type Store, type Tx } from "./store.js";
