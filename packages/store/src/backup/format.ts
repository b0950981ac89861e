/**
 * A backup is gzipped lines of JSON: a header; then for each table its name, one line for each row (the row as PostgreSQL writes a
 * composite, so every type comes back exactly), and a trailer with the count; files of the data folder; a last line that says it is
 * whole. Sealed backups are the same behind a passphrase.
 */
export const FORMAT = "manyi-backup";
export const VERSION = 1;

/** First line. */
export type Header = {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** instant of the snapshot, ISO 8601, UTC */
  readonly madeAt: string;
  /** names of the migrations the rows were written under */
  readonly migrations: readonly string[];
};
export type TableStart = { readonly table: string; readonly columns: readonly string[] };
export type TableEnd = { readonly end: string; readonly rows: number; readonly sha256: string };
/** A small file kept beside the database, such as the installation's key; base64. */
export type KeptFile = { readonly file: string; readonly content: string };
export type Whole = { readonly whole: true; readonly tables: number; readonly rows: number };

/** A line that is not a row; rows are JSON strings, these are objects. */
export type Mark = Header | TableStart | TableEnd | KeptFile | Whole;

/** What is in a backup, as its maker and its reader report it. */
export type BackupSummary = {
  readonly madeAt: Date;
  readonly tables: number;
  readonly rows: number;
  /** voices among the rows, the number people ask for */
  readonly voices: number;
  readonly sealed: boolean;
};
