import { createHash } from "node:crypto";
import { migrate } from "../migrate.js";
import { MIGRATIONS } from "../migrations/index.js";
import { StoreRefusal } from "../refusal.js";
import type { Store } from "../store.js";
import { type BackupSummary, FORMAT, type Header, type Mark, type TableEnd, type TableStart, VERSION } from "./format.js";
import { damaged, isSealed, readLines } from "./read-lines.js";
import { type Client, dropReferences, listTables, quoted } from "./tables.js";

export type RestoreOptions = {
  readonly passphrase?: string;
  /** takes the small files kept beside the database; called only after everything else has proved whole */
  readonly onFile?: (name: string, content: Buffer) => Promise<void>;
  readonly onProgress?: (rows: number) => void;
};

const PAGE_CHARACTERS = 4_000_000;
const PAGE_ROWS = 2000;

/**
 * Reads a backup into an empty database: all of it in one transaction, counts and checksums compared, or nothing. Later migrations
 * run afterwards, so an older backup arrives in today's structure. The projection is not part of a backup; it is rebuilt.
 *
 * @throws {StoreRefusal} NOT_EMPTY, BACKUP_SEALED, BACKUP_DAMAGED, DATABASE_NEWER
 */
export async function restore(store: Store, file: string, options: RestoreOptions = {}): Promise<BackupSummary> {
  const lines = readLines(file, options.passphrase);
  const header = await readHeader(lines);
  await refuseUsed(store);
  await migrate(store, migrationsOf(header));

  const files: { name: string; content: Buffer }[] = [];
  const client = await store.pool.connect();
  let summary: BackupSummary;
  try {
    await client.query("begin");
    const references = await dropReferences(client);
    const loaded = await loadAll(client, lines, files, options);
    for (const statement of references) await client.query(statement);
    await client.query("commit");
    client.release();
    summary = { ...loaded, madeAt: new Date(header.madeAt), sealed: await isSealed(file) };
  } catch (error) {
    await client.query("rollback").catch(() => {});
    client.release(true);
    throw error;
  }
  for (const { name, content } of files) await options.onFile?.(name, content);
  await migrate(store);
  await store.pool.query("analyze");
  return summary;
}

type Lines = AsyncGenerator<{ value: string | Mark; raw: string }>;

async function readHeader(lines: Lines): Promise<Header> {
  const first = await lines.next();
  const header = first.done ? null : first.value.value;
  if (typeof header !== "object" || header === null || !("format" in header) || header.format !== FORMAT) throw damaged();
  if (header.version !== VERSION) throw newer(`version ${header.version}`);
  return header;
}

function migrationsOf(header: Header) {
  const known = MIGRATIONS.slice(0, header.migrations.length);
  const strange = header.migrations.find((name, place) => known[place]?.name !== name);
  if (strange !== undefined) throw newer(strange);
  return known;
}

function newer(what: string): StoreRefusal {
  return new StoreRefusal("DATABASE_NEWER", {
    "zh-CN": `备份由更新的满意版本写成（${what}）。请用那个版本或更新的版本恢复。`,
    en: `The backup was written by a later Manyi (${what}). Restore it with that version or a later one.`,
  });
}

async function refuseUsed(store: Store): Promise<void> {
  const client = await store.pool.connect();
  try {
    for (const { name } of await listTables(client)) {
      const any = await client.query(`select 1 from ${quoted(name)} limit 1`);
      if (any.rows.length === 0) continue;
      throw new StoreRefusal("NOT_EMPTY", {
        "zh-CN": "只能恢复到空的数据库，而这里已有数据。请用 MANYI_DATA 指定一个新目录（或新的数据库）。",
        en: "A backup is restored into an empty database only, and this one holds data. Choose a new folder with MANYI_DATA, or a new database.",
      });
    }
  } finally {
    client.release();
  }
}

async function loadAll(client: Client, lines: Lines, files: { name: string; content: Buffer }[], options: RestoreOptions) {
  const wanted = new Map((await listTables(client)).map((table) => [table.name, table.columns.join()]));
  const seen = new Set<string>();
  let rows = 0;
  let voices = 0;
  for (;;) {
    const next = await lines.next();
    if (next.done) throw damaged();
    const mark = next.value.value;
    if (typeof mark === "string" || "format" in mark || "end" in mark) throw damaged();
    if ("whole" in mark) {
      if (mark.rows !== rows || mark.tables !== seen.size || seen.size !== wanted.size) throw damaged();
      // reads to the end, where a sealed file proves itself
      if (!(await lines.next()).done) throw damaged();
      return { tables: seen.size, rows, voices };
    }
    if ("file" in mark) {
      files.push({ name: mark.file, content: Buffer.from(mark.content, "base64") });
      continue;
    }
    if (wanted.get(mark.table) !== mark.columns.join() || seen.has(mark.table)) throw damaged();
    seen.add(mark.table);
    const count = await loadTable(client, mark, lines, (now) => options.onProgress?.(rows + now));
    rows += count;
    if (mark.table === "voices") voices = count;
  }
}

async function loadTable(client: Client, { table }: TableStart, lines: Lines, progress: (rows: number) => void): Promise<number> {
  const hash = createHash("sha256");
  const text = `insert into ${quoted(table)} select * from unnest($1::${quoted(table)}[])`;
  let page: string[] = [];
  let characters = 0;
  let count = 0;
  const flush = async () => {
    if (page.length > 0) await client.query(text, [page]);
    count += page.length;
    if (page.length > 0) progress(count);
    page = [];
    characters = 0;
  };
  for (;;) {
    const next = await lines.next();
    if (next.done) throw damaged();
    const { value, raw } = next.value;
    if (typeof value !== "string") {
      await flush();
      await compareEnd(client, table, value, count, hash.digest("hex"));
      return count;
    }
    hash.update(`${raw}\n`);
    page.push(value);
    characters += value.length;
    if (page.length >= PAGE_ROWS || characters >= PAGE_CHARACTERS) await flush();
  }
}

async function compareEnd(client: Client, table: string, mark: Mark, count: number, sha256: string): Promise<void> {
  const end: TableEnd | null = "end" in mark ? mark : null;
  if (end === null || end.end !== table || end.rows !== count || end.sha256 !== sha256) throw damaged();
  const there = await client.query<{ n: number }>(`select count(*) as n from ${quoted(table)}`);
  if (there.rows[0]?.n !== count) throw new Error(`${table}: ${count} rows were read and ${there.rows[0]?.n} are there`);
}
