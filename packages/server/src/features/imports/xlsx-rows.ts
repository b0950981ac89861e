import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { sheetInChunks } from "./read-sheet.js";
import type { TableRow } from "./table-file.js";
import { unreadable } from "./unreadable.js";

type Chunk = readonly (readonly string[])[] | null;
type Sheet = { next(): Promise<Chunk>; close(): void };
/** A small file can unpack to gigabytes; then its thread ends, and not the house. */
const MOST_MEMORY_MB = 1024;

/** Every row of the first sheet of a workbook. @throws {AppError} UNREADABLE_FILE */
export async function* xlsxRows(path: string): AsyncGenerator<TableRow> {
  const sheet = openSheet(path);
  const next = () =>
    sheet.next().catch(() => {
      throw unreadable(
        "这个 XLSX 打不开，可能已损坏或加了密码",
        "This XLSX cannot be opened; it may be damaged or protected by a password",
      );
    });
  let number = 0;
  try {
    for (let rows = await next(); rows !== null; rows = await next()) for (const cells of rows) yield { number: ++number, cells, bytes: 0 };
  } finally {
    sheet.close();
  }
}

/** Reads in a thread of its own, rows as they are asked for. Sources that were not built, as in tests, read where they stand. */
function openSheet(path: string): Sheet {
  if (import.meta.url.endsWith(".ts")) {
    const opened = sheetInChunks(path);
    return { next: async () => (await opened)(), close: () => {} };
  }
  const worker = new Worker(new URL("./sheet-worker.js", import.meta.url), {
    workerData: path,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  // told to whoever asks next; asked or not, it ends here and nowhere else
  const failed = once(worker, "error").then(([error]) => Promise.reject(error));
  failed.catch(() => {});
  return {
    async next() {
      const answer = once(worker, "message").then(([chunk]) => chunk as Chunk);
      worker.postMessage("more");
      return Promise.race([answer, failed]);
    },
    close: () => void worker.terminate(),
  };
}
