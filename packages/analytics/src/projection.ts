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
  ["employee_id", "integer"],
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

/** Answers by ordinal up to here have a column of their own in DuckDB; `nums` holds those behind. A column full of nulls costs nothing. */
const OWN_COLUMNS = 32;
/** The random lot of a voice in the portable text: the last two digits of its id. */
export const LOT = "substring(cast(id as varchar), 35, 2)";

/** The columns as DuckDB has them: beside the portable ones a column for each of the first ordinals, and the lot ready made. */
export const DUCK_COLUMNS: readonly (readonly [name: string, type: (typeof PROJECTION_COLUMNS)[number][1]])[] = [
  ...PROJECTION_COLUMNS,
  ["lot", "varchar"],
  ...Array.from({ length: OWN_COLUMNS }, (_, i) => [`n${i + 1}`, "smallint"] as const),
];

/** How a voice's value in one of DuckDB's columns is read. */
export function readerOf(name: string): (voice: ProjectedVoice) => number | string | readonly (number | null)[] | null {
  if (name === "nums") return ({ nums }) => nums.slice(OWN_COLUMNS);
  if (name === "lot") return ({ id }) => id.slice(34, 36);
  const digits = /^n(\d+)$/.exec(name)?.[1];
  const place = Number(digits) - 1;
  return digits === undefined ? (voice) => voice[name as ProjectionColumn] : ({ nums }) => nums[place] ?? null;
}

/**
 * The portable text as DuckDB counts it fastest. A packed list must be unpacked row by row and an id be spelled out; columns are read
 * as they lie.
 *
 * @example
 * inDuckColumns("nums[3], nums[50]") // "n3, nums[18]"
 */
export function inDuckColumns(sql: string): string {
  return sql
    .replaceAll(LOT, "lot")
    .replaceAll(/\bnums\[(\d+)\]/g, (_, digits) =>
      Number(digits) <= OWN_COLUMNS ? `n${digits}` : `nums[${Number(digits) - OWN_COLUMNS}]`,
    );
}

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
  readonly employee_id: number | null;
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
export const PROJECTION_VERSION = 5;

/** The statements that make an empty projection; running them twice changes nothing. */
export const PROJECTION_DDL: readonly string[] = [
  `create table if not exists voices (${DUCK_COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ")})`,
  `create table if not exists voice_topics (${MENTION_COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ")})`,
  "create table if not exists projection (version integer, position varchar, rows_read bigint, rows_tidied bigint, updated_at varchar)",
  // late changes wait here within one batch, so that a batch costs one pass and not one pass each
  "create table if not exists late_changes (tenant_id smallint, id uuid, quality varchar)",
  "create table if not exists late_weights (tenant_id smallint, id uuid, weight float)",
];
