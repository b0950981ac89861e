import type { Anonymity, Answers } from "@manyi/core/survey";

/** A voice to be stored. What is left out is null (or empty) in the database: not known, not asked or not applicable to this source. */
export type NewVoice = {
  readonly tenantId: number;
  /** uuid v7; v4 when anonymous, so that the id tells no time */
  readonly id: string;
  /** the sender's own key: the same key again changes nothing */
  readonly clientKey: string;
  /** "survey", "import", "complaint", "verification" … */
  readonly source: string;
  /** "web", "qr", "embed", "kiosk", "phone", "file" … */
  readonly channel: string;
  readonly surveyId?: number | null;
  readonly version?: number | null;
  readonly linkId?: string | null;
  readonly unitId?: number | null;
  readonly touchpointId?: number | null;
  readonly employeeId?: number | null;
  readonly customerId?: string | null;
  readonly segmentId?: number | null;
  readonly locale: string;
  readonly anonymity: Anonymity;
  /** null in anonymous surveys, which keep the day only */
  readonly occurredAt?: Date | null;
  /** days since 1970-01-01 in the unit's time zone */
  readonly localDay: number;
  /** floor((localDay + 3) / 7) */
  readonly isoWeek: number;
  /** year × 12 + month − 1 */
  readonly localMonth: number;
  readonly completeness: "complete" | "partial";
  readonly quality?: "valid" | "flagged" | "excluded";
  readonly flags?: readonly string[];
  readonly weight?: number;
  readonly durationS?: number | null;
  readonly nps?: number | null;
  readonly csat?: number | null;
  readonly ces?: number | null;
  /** numeric answers, place n − 1 holding the series of ordinal n */
  readonly nums?: readonly (number | null)[];
  /** metric code → whole number on its declared scale */
  readonly scores?: { readonly [metric: string]: number };
  readonly answers?: Answers;
  readonly comment?: string | null;
  readonly detail?: { readonly [key: string]: unknown } | null;
  readonly importId?: string | null;
  readonly caseId?: string | null;
};

/** Column, its type, and where its value comes from; one list makes both the statement and the rows, so that they cannot disagree. */
const COLUMNS: readonly (readonly [column: string, type: string, value: (voice: NewVoice) => unknown])[] = [
  ["tenant_id", "smallint", (v) => v.tenantId],
  ["id", "uuid", (v) => v.id],
  ["client_key", "text", (v) => v.clientKey],
  ["source", "text", (v) => v.source],
  ["channel", "text", (v) => v.channel],
  ["survey_id", "integer", (v) => v.surveyId],
  ["version", "integer", (v) => v.version],
  ["link_id", "uuid", (v) => v.linkId],
  ["unit_id", "integer", (v) => v.unitId],
  ["touchpoint_id", "smallint", (v) => v.touchpointId],
  ["employee_id", "integer", (v) => v.employeeId],
  ["customer_id", "uuid", (v) => v.customerId],
  ["segment_id", "smallint", (v) => v.segmentId],
  ["locale", "text", (v) => v.locale],
  ["anonymity", "text", (v) => v.anonymity],
  ["occurred_at", "timestamptz", (v) => v.occurredAt],
  ["local_day", "integer", (v) => v.localDay],
  ["iso_week", "integer", (v) => v.isoWeek],
  ["local_month", "integer", (v) => v.localMonth],
  ["completeness", "text", (v) => v.completeness],
  ["quality", "text", (v) => v.quality ?? "valid"],
  ["flags", "jsonb", (v) => v.flags ?? []],
  ["weight", "real", (v) => v.weight ?? 1],
  ["duration_s", "integer", (v) => v.durationS],
  ["nps", "smallint", (v) => v.nps],
  ["csat", "smallint", (v) => v.csat],
  ["ces", "smallint", (v) => v.ces],
  ["nums", "smallint[]", (v) => v.nums ?? []],
  ["scores", "jsonb", (v) => v.scores ?? {}],
  ["answers", "jsonb", (v) => v.answers ?? {}],
  ["comment", "text", (v) => v.comment],
  ["detail", "jsonb", (v) => v.detail ?? undefined],
  ["import_id", "uuid", (v) => v.importId],
  ["case_id", "uuid", (v) => v.caseId],
];

const names = COLUMNS.map(([column]) => column).join(", ");
const typed = COLUMNS.map(([column, type]) => `${column} ${type}`).join(", ");

/**
 * Stores many voices at once and returns the keys that were new. Rows go in by key, so that two statements holding the same keys wait
 * for each other in one order and never deadlock.
 */
const insertOf = (where: string) => `insert into voices (${names})
    select ${names} from jsonb_to_recordset($1::jsonb) as sent (${typed})
    ${where}
    order by tenant_id, client_key collate "C"
    on conflict (tenant_id, client_key) do nothing
    returning tenant_id, client_key`;

/** Voices of surveys with quotas stay out, whoever sends them: they go in counted. */
export const INSERT_VOICES = {
  name: "insert-voices",
  text: insertOf(
    "where not exists (select from quota_plans p where p.tenant_id = sent.tenant_id and p.survey_id = sent.survey_id and p.is_active)",
  ),
};

/** The same for voices whose places have been taken in this transaction. */
export const INSERT_COUNTED = insertOf("");

/** The voices as the statement's one parameter. Text may not hold the null character, which PostgreSQL cannot store; it is dropped. */
export function spellVoices(voices: readonly NewVoice[]): string {
  const rows = voices.map((voice) => Object.fromEntries(COLUMNS.map(([column, , value]) => [column, value(voice)])));
  const text = JSON.stringify(rows);
  return text.includes("\\u0000") ? JSON.stringify(rows, withoutNull) : text;
}

function withoutNull(_: string, value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\u0000", "") : value;
}
