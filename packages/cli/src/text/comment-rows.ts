import { createReadStream } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { detectFormat, readBeginning, tableRows } from "@manyi/server";
import { Failure } from "../command.js";

/** A JSON document is held in memory as a whole; larger ones are written as one object per line. */
const JSON_LIMIT = 200 * 1024 * 1024;
const HEAD = 64 * 1024;

/** A file of comments as a table: names of the columns, the first rows, and all rows one by one. */
export interface CommentTable {
  readonly kind: "csv" | "xlsx" | "json" | "ndjson" | "lines";
  readonly names: readonly string[];
  readonly beginning: readonly (readonly string[])[];
  readonly rows: () => AsyncGenerator<readonly string[]>;
}

/**
 * Opens CSV, XLSX, JSON (a list of objects or texts, or one object per line) or plain text (one comment per line).
 * All but XLSX and a JSON list stream.
 *
 * @throws {AppError} when a table cannot be read
 * @throws {Failure} when the JSON cannot be read
 */
export async function openComments(path: string, looked: number): Promise<CommentTable> {
  const ending = extname(path).toLowerCase();
  if (ending === ".txt") return openLines(path, looked);
  if (ending === ".json" || ending === ".jsonl" || ending === ".ndjson") return openJson(path, looked);
  const format = await detectFormat(path);
  const { names, rows: beginning } = await readBeginning(path, format, looked);
  return {
    kind: format.kind,
    names,
    beginning,
    async *rows() {
      let isHeader = format.header;
      for await (const { cells } of tableRows(path, format)) {
        if (isHeader) isHeader = false;
        else yield cells;
      }
    },
  };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(path));
  const file = createReadStream(path);
  async function* decoded() {
    for await (const part of file) yield decoder.decode(part as Buffer, { stream: true });
    yield decoder.decode();
  }
  let rest = "";
  try {
    for await (const part of decoded()) {
      const lines = (rest + part).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  } finally {
    file.destroy();
  }
}

/** UTF-8 unless the beginning of the file is not; then the usual Chinese encoding. */
async function encodingOf(path: string): Promise<"utf-8" | "gb18030"> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    // a character may be cut at the end of what was read
    new TextDecoder("utf-8", { fatal: true }).decode(buffer.subarray(0, bytesRead), { stream: true });
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "gb18030";
    throw error;
  } finally {
    await file.close();
  }
}

async function openLines(path: string, looked: number): Promise<CommentTable> {
  async function* rows() {
    for await (const line of linesOf(path)) if (line.trim() !== "") yield [line];
  }
  return { kind: "lines", names: ["text"], beginning: await first(rows(), looked), rows };
}

async function openJson(path: string, looked: number): Promise<CommentTable> {
  const isList = (await firstSign(path)) === "[";
  const records = isList ? await listOf(path) : null;
  const names = new Set<string>();
  const seen = records ?? (await first(recordsOf(path), looked));
  for (const record of seen.slice(0, looked)) for (const name of Object.keys(record)) names.add(name);
  const columns = [...names];
  const cells = (record: Readonly<Record<string, unknown>>) => columns.map((name) => cellOf(record[name]));
  async function* rows() {
    if (records === null) for await (const record of recordsOf(path)) yield cells(record);
    else for (const record of records) yield cells(record);
  }
  return { kind: "json", names: columns, beginning: seen.slice(0, looked).map(cells), rows };
}

async function firstSign(path: string): Promise<string> {
  for await (const line of linesOf(path)) if (line.trim() !== "") return line.trimStart().replace(/^\ufeff/, "")[0] ?? "";
  throw unreadable("文件是空的", "the file is empty");
}

type JsonRecord = Readonly<Record<string, unknown>>;

function recordOf(value: unknown): JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonRecord) : { text: value };
}

async function listOf(path: string): Promise<readonly JsonRecord[]> {
  if ((await stat(path)).size > JSON_LIMIT)
    throw unreadable(
      "一个 JSON 列表不能超过 200 MB；请改为每行一个对象（.jsonl）",
      "a JSON list may hold 200 MB; write one object per line (.jsonl)",
    );
  const value: unknown = parsed((await readFile(path, "utf8")).replace(/^\ufeff/, ""), 1);
  return Array.isArray(value) ? value.map(recordOf) : [recordOf(value)];
}

async function* recordsOf(path: string): AsyncGenerator<JsonRecord> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number++;
    const text = line.replace(/^\ufeff/, "").trim();
    if (text !== "") yield recordOf(parsed(text, number));
  }
}

function parsed(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(`第 ${line} 行不是 JSON`, `line ${line} is no JSON`);
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

async function first<T>(rows: AsyncGenerator<T>, limit: number): Promise<T[]> {
  const kept: T[] = [];
  for await (const row of rows) {
    kept.push(row);
    if (kept.length >= limit) break;
  }
  return kept;
}

function unreadable(zh: string, en: string): Failure {
  return new Failure({ "zh-CN": `文件读不出来：${zh}。`, en: `The file cannot be read: ${en}.` });
}
