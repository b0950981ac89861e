/**
 * The projection of the voices. Column names are those of PostgreSQL's `voices`, so that one SQL text runs on both; what figures do
 * not need (answers, comments, customers) is not copied.
 */
export const PROJECTION_COLUMNS = [
  ["tenant_id", "smallint"],
  ["id", "uuid"],
  ["source", "varchar"],
  ["channel", "varchar"],
  ["survey_id", "integer"],
  ["version", "integer"],
  ["unit_id", "integer"],
  ["touchpoint_id", "smallint"],
  ["segment_id", "smallint"],
  ["locale", "varchar"],
  ["anonymity", "varchar"],
  ["local_day", "integer"],
  ["iso_week", "integer"],
  ["local_month", "integer"],
  ["completeness", "varchar"],
  ["quality", "varchar"],
  ["weight", "float"],
  ["nps", "smallint"],
  ["csat", "smallint"],
  ["ces", "smallint"],
  ["nums", "smallint[]"],
  ["import_id", "uuid"],
] as const;
export type ProjectionColumn = (typeof PROJECTION_COLUMNS)[number][0];

/** One voice as the projection holds it; ids are texts of uuids, `null` keeps its meaning. */
export type ProjectedVoice = {
  readonly tenant_id: number;
  readonly id: string;
  readonly source: string;
  readonly channel: string;
  readonly survey_id: number | null;
  readonly version: number | null;
  readonly unit_id: number | null;
  readonly touchpoint_id: number | null;
  readonly segment_id: number | null;
  readonly locale: string;
  readonly anonymity: string;
  readonly local_day: number;
  readonly iso_week: number;
  readonly local_month: number;
  readonly completeness: string;
  readonly quality: string;
  readonly weight: number;
  readonly nps: number | null;
  readonly csat: number | null;
  readonly ces: number | null;
  /** by ordinal, first = ordinal 1; `null` = not answered, not applicable or not asked */
  readonly nums: readonly (number | null)[];
  readonly import_id: string | null;
};

/** What a comment says, as far as it is counted: each topic with its side; topic 0 is the comment as a whole, `null` is "uncertain". */
export type ProjectedReading = {
  readonly tenant_id: number;
  readonly voice_id: string;
  readonly topics: readonly (readonly [topicId: number, sentiment: number | null])[];
  /** read or corrected before: what is known of it is replaced */
  readonly isAnew: boolean;
};

export const MENTION_COLUMNS = [
  ["tenant_id", "smallint"],
  ["voice_id", "uuid"],
  ["topic_id", "smallint"],
  ["sentiment", "smallint"],
] as const;

/** Raised when the shape above changes: a projection of another version is rebuilt from the start. */
export const PROJECTION_VERSION = 2;

/** The statements that make an empty projection; running them twice changes nothing. */
export const PROJECTION_DDL: readonly string[] = [
  `create table if not exists voices (${PROJECTION_COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ")})`,
  `create table if not exists voice_topics (${MENTION_COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ")})`,
  "create table if not exists projection (version integer, position varchar, rows_read bigint, updated_at varchar)",
  // late changes wait here within one batch, so that a batch costs one pass and not one pass each
  "create table if not exists late_changes (tenant_id smallint, id uuid, quality varchar)",
  "create table if not exists late_weights (tenant_id smallint, id uuid, weight float)",
];
