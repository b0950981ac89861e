import { rm } from "node:fs/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type AnalyticsNode, plainValue } from "./node.js";
import { inDuckColumns, PROJECTION_DDL } from "./projection.js";

export type DuckNodeOptions = {
  /** a file, or `:memory:` */
  readonly path: string;
  /** e.g. `512MB`; beyond it DuckDB spills beside the file */
  readonly memoryLimit?: string;
  readonly threads?: number;
};

/** DuckDB in this process: readers run side by side, one writer at a time. */
export interface DuckNode extends AnalyticsNode {
  readonly kind: "duckdb";
  version(): number;
  /**
   * Runs a change in one transaction on the writing connection, after every change asked for before it. What throws is rolled back.
   */
  write<T>(change: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
}

/** DuckDB's words when the file may be sound: another process holds it, or the disk or its rights are at fault. */
const NOT_ITS_FAULT = /lock|permission|denied|no space|cannot open file/i;

/** The projection can be made anew at any time, so a file that cannot be read (damaged, or of a newer DuckDB) is replaced by an empty one. */
async function openOrReplace(path: string, settings: Record<string, string>): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, settings);
  } catch (error) {
    if (path === ":memory:" || NOT_ITS_FAULT.test(String(error))) throw error;
    for (const file of [path, `${path}.wal`]) await rm(file, { force: true });
    return DuckDBInstance.create(path, settings);
  }
}

/** How many questions run at the same time; DuckDB itself spreads each one over its threads. */
const READERS = 4;

/**
 * Opens (or makes) a projection file. One process owns a file: a second one is refused by DuckDB's own lock.
 *
 * @throws when the file is held by another process; a file that cannot be read is replaced by an empty one
 * @example
 * const node = await createDuckNode({ path: ":memory:" });
 */
export async function createDuckNode({ path, memoryLimit = "512MB", threads = 2 }: DuckNodeOptions): Promise<DuckNode> {
  const instance = await openOrReplace(path, { memory_limit: memoryLimit, threads: String(threads) });
  const writer = await instance.connect();
  for (const sql of PROJECTION_DDL) await writer.run(sql);
  const readers = await Promise.all(Array.from({ length: READERS }, () => instance.connect()));
  const idle = [...readers];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  let lastWrite: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  let version = 0;

  const borrow = () => {
    const connection = idle.pop();
    return connection === undefined ? new Promise<DuckDBConnection>((resolve) => waiting.push(resolve)) : Promise.resolve(connection);
  };
  const giveBack = (connection: DuckDBConnection) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(connection);
    else next(connection);
  };

  async function inTransaction<T>(change: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    await writer.run("begin transaction");
    try {
      const result = await change(writer);
      await writer.run("commit");
      version++;
      return result;
    } catch (error) {
      await writer.run("rollback").catch(() => {});
      throw error;
    }
  }

  return {
    kind: "duckdb",
    async run(sql, params) {
      if (isClosed) throw new Error("the analytics node is closed");
      const connection = await borrow();
      try {
        const reader = await connection.runAndReadAll(inDuckColumns(sql), [...params]);
        return reader.getRows().map((row) => row.map(plainValue));
      } finally {
        giveBack(connection);
      }
    },
    version: () => version,
    write(change) {
      if (isClosed) return Promise.reject(new Error("the analytics node is closed"));
      const turn = lastWrite.then(() => inTransaction(change));
      lastWrite = turn.catch(() => {});
      return turn;
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      await lastWrite;
      while (idle.length < readers.length) await new Promise((resolve) => setTimeout(resolve, 5));
      await writer.run("checkpoint");
      for (const connection of [writer, ...readers]) connection.closeSync();
      instance.closeSync();
    },
  };
}
