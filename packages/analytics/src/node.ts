/** What a node answers with: a value of a cell. Numbers are finite; big sums are cast to double precision in the SQL text. */
export type Value = number | string | null;

/** One engine that can count: a DuckDB file, a PostgreSQL, a shard behind HTTP. */
export interface AnalyticsNode {
  readonly kind: "duckdb" | "postgres" | "clickhouse" | "http";
  /**
   * Runs one statement of the portable SQL text.
   *
   * @param params texts for `$1`, `$2` …; numbers stand in the text itself
   * @returns rows in column order
   */
  run(sql: string, params: readonly string[]): Promise<readonly (readonly Value[])[]>;
  /** raised by every change: asked again at the same version, a question has the same answer. A node without it is always asked */
  version?(): number;
  close(): Promise<void>;
}

/** Runs a query with rows as arrays, as `pg` does with `rowMode: "array"`. */
export type RunSql = (sql: string, params: readonly string[]) => Promise<readonly (readonly unknown[])[]>;

/**
 * PostgreSQL as an analytics node: the same text on the source of truth itself. For small installations without a projection, and
 * as the second opinion of the compliance suite.
 *
 * @param runSql how to reach the database; the caller owns the connection
 */
export function createPostgresNode(runSql: RunSql): AnalyticsNode {
  return {
    kind: "postgres",
    run: async (sql, params) => (await runSql(sql, params)).map((row) => row.map(plainValue)),
    close: async () => {},
  };
}

/**
 * A driver's value as a plain one.
 *
 * @throws {TypeError} for anything but numbers, texts and null
 */
export function plainValue(value: unknown): Value {
  if (value === null || typeof value === "number" || typeof value === "string") return value;
  if (typeof value === "bigint") return Number(value);
  throw new TypeError(`an analytics node answered with ${typeof value}`);
}
