import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Store } from "../store.js";
import { type BackupSummary, FORMAT, type Mark, VERSION } from "./format.js";
import { readCursors, selectRows } from "./rows.js";
import { sealing } from "./seal.js";
import { type Client, listTables, quoted } from "./tables.js";

export type BackupOptions = {
  /** seals the backup; without it whoever has the file reads everything */
  readonly passphrase?: string;
  /** small files of the data folder that belong to the data, such as `{ "keys/manyi.key": "/srv/manyi/keys/manyi.key" }` */
  readonly files?: Readonly<Record<string, string>>;
  /** called after every few thousand rows with the rows written so far */
  readonly onProgress?: (rows: number) => void;
};

const PAGE = 2000;

/**
 * Writes everything to one file while the server runs: one read-only snapshot, streamed, so memory stays flat and nobody waits.
 * The file appears under its name only when it is whole.
 *
 * @param file path to write; an existing file is replaced
 * @example
 * await backup(store, "/srv/backups/2026-03-02.manyi", { passphrase: "correct horse battery staple" });
 */
export async function backup(store: Store, file: string, options: BackupOptions = {}): Promise<BackupSummary> {
  const part = `${file}.part`;
  const client = await store.pool.connect();
  try {
    const gzip = createGzip({ level: 4 });
    const target = createWriteStream(part, { mode: 0o600 });
    const written = finished(target);
    written.catch(() => {});
    if (options.passphrase === undefined) gzip.pipe(target);
    else gzip.pipe(sealing(options.passphrase)).pipe(target);

    await client.query("begin transaction isolation level repeatable read read only");
    const summary = await writeAll(client, gzip, options);
    await client.query("commit");
    gzip.end();
    await written;
    await settle(part);
    await rename(part, file);
    client.release();
    return summary;
  } catch (error) {
    client.release(true);
    await rm(part, { force: true });
    throw error;
  }
}

async function writeAll(client: Client, out: Writable, options: BackupOptions): Promise<BackupSummary> {
  const say = async (mark: Mark) => void (await write(out, `${JSON.stringify(mark)}\n`));
  const about = await client.query<{ at: Date; migrations: string[] }>(
    "select transaction_timestamp() as at, array(select name from migrations order by position) as migrations",
  );
  const { at, migrations } = about.rows[0]!;
  await say({ format: FORMAT, version: VERSION, madeAt: at.toISOString(), migrations });

  const tables = await listTables(client);
  const cursors = await readCursors(client);
  let rows = 0;
  let voices = 0;
  for (const table of tables) {
    await say({ table: table.name, columns: table.columns });
    const hash = createHash("sha256");
    let count = 0;
    await client.query(`declare ${quoted(`rows of ${table.name}`)} no scroll cursor for ${selectRows(table, cursors)}`);
    for (;;) {
      const page = await client.query<{ row: string }>(`fetch ${PAGE} from ${quoted(`rows of ${table.name}`)}`);
      const text = page.rows.map(({ row }) => `${JSON.stringify(row)}\n`).join("");
      hash.update(text);
      await write(out, text);
      count += page.rows.length;
      if (page.rows.length > 0) options.onProgress?.(rows + count);
      if (page.rows.length < PAGE) break;
    }
    await client.query(`close ${quoted(`rows of ${table.name}`)}`);
    await say({ end: table.name, rows: count, sha256: hash.digest("hex") });
    rows += count;
    if (table.name === "voices") voices = count;
  }
  for (const [name, path] of Object.entries(options.files ?? {})) {
    const content = await readFile(path, "base64").catch(() => null);
    if (content !== null) await say({ file: name, content });
  }
  await say({ whole: true, tables: tables.length, rows });
  return { madeAt: at, tables: tables.length, rows, voices, sealed: options.passphrase !== undefined };
}

async function write(out: Writable, text: string): Promise<void> {
  if (text !== "" && !out.write(text)) await once(out, "drain");
}

/** Waits until the disk has it. */
async function settle(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync();
  await handle.close();
}
