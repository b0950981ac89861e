import { Kysely, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import { patientPool } from "./patient-pool.js";
import type { Tables } from "./schema/index.js";

/** Reads and writes outside a transaction, or inside one: both take the same queries. */
export type Db = Kysely<Tables>;
/** One transaction. */
export type Tx = Transaction<Tables>;

/** The database as the rest of the house sees it. */
export type Store = {
  readonly pool: pg.Pool;
  readonly db: Db;
  /** runs `work` in one READ COMMITTED transaction; it commits when `work` resolves and rolls back when it throws */
  readonly tx: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

const INT8 = 20;
const DATE = 1082;

/**
 * Opens a pool on a PostgreSQL (15 or later). Counts arrive as numbers, dates as `YYYY-MM-DD`, instants as Date, numeric as text.
 *
 * @param where a pool configuration (the built-in engine's) or a `postgres://` address (DATABASE_URL)
 * @example
 * const store = openStore(process.env["DATABASE_URL"] ?? engine.config);
 */
export function openStore(where: pg.PoolConfig | string): Store {
  const config: pg.PoolConfig = typeof where === "string" ? { connectionString: where } : where;
  const pool = patientPool({ max: 16, idleTimeoutMillis: 30_000, ...config, types: { getTypeParser: parserFor } });
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    db,
    tx: (work) => db.transaction().execute(work),
    close: async () => {
      // ends the pool as well, but only when it has been asked something
      await db.destroy();
      if (!pool.ended) await pool.end();
    },
  };
}

const parserFor: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") => {
  if (oid === INT8) return wholeNumber;
  if (oid === DATE) return asText;
  return format === "binary" ? pg.types.getTypeParser(oid, "binary") : pg.types.getTypeParser(oid, "text");
};

function asText(text: string): string {
  return text;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a number exactly`);
  return value;
}
