/** Files of the data folder without which the rows cannot be read: the key that seals secrets. */
export const KEPT_FILES: readonly string[] = ["keys/manyi.key"];

/** The projection and its write-ahead log: made again from the stored answers whenever they are missing. */
export const PROJECTION_FILES: readonly string[] = ["analytics.duckdb", "analytics.duckdb.wal"];
