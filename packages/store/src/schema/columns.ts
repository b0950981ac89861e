import type { ColumnType, Generated } from "kysely";

/** A jsonb column: read as a value, written as JSON text (`JSON.stringify`), because the driver would turn a list into a PostgreSQL array. */
export type Json<T> = ColumnType<T, string, string>;
/** The same with a default in the database. */
export type JsonWithDefault<T> = ColumnType<T, string | undefined, string>;
/** A jsonb column that may be empty; written as JSON text or null. */
export type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
/** An instant, UTC, to the millisecond. */
export type Instant = ColumnType<Date, Date | string, Date | string>;
/** An instant that may be absent. */
export type MaybeInstant = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
/** A calendar date as `YYYY-MM-DD`; never a Date, which would carry a time zone. */
export type Day = string;
/** 64-bit transaction number that followers order by; decimal text. */
export type Xid = Generated<string>;
