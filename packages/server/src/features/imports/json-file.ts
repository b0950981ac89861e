import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { jsonFault, pathsOf, valueAt } from "@manyi/core/feedback";
import iconv from "iconv-lite";
import { AppError } from "../../platform/errors.js";
import type { Encoding } from "./encoding.js";
import type { TableFormat, TableRow } from "./table-file.js";
import { unreadable } from "./unreadable.js";

/** A JSON array is held in memory as a whole; a longer one is saved as NDJSON, one object a line, which has no limit. */
const JSON_LIMIT = 20 * 1024 * 1024;
/** Objects looked at to find the columns. */
const LOOK = 500;
const MOST_FIELDS = 200;

const strip = (text: string): string => text.replace(/^\uFEFF/, "");

/** What stands under a path as a cell; lists of words are joined. */
function cellAt(value: unknown, path: string): string {
  const found = valueAt(value, path);
  if (found === null || found === undefined) return "";
  return typeof found === "object" ? JSON.stringify(found) : String(found);
}

/** Columns of the first objects, in the order of their first appearance. */
function fieldsOf(objects: readonly unknown[]): readonly string[] {
  const fields = new Set<string>();
  for (const one of objects) for (const { path } of pathsOf(one, MOST_FIELDS)) if (fields.size < MOST_FIELDS) fields.add(path);
  return [...fields];
}

async function readList(path: string, encoding: Encoding): Promise<readonly unknown[]> {
  const { size } = await stat(path);
  if (size > JSON_LIMIT) {
    throw new AppError("TOO_LARGE", [
      {
        path: "file",
        "zh-CN": `JSON 不能超过 ${JSON_LIMIT / 1024 / 1024} MB；请另存为 NDJSON（每行一个对象），不限行数`,
        en: `A JSON may hold ${JSON_LIMIT / 1024 / 1024} MB at most; save it as NDJSON, one object a line, which has no limit`,
      },
    ]);
  }
  const text = strip(iconv.decode(await readFile(path), encoding));
  const fault = jsonFault(text);
  if (fault !== null)
    throw unreadable(`第 ${fault.line} 行第 ${fault.column} 个字符处不是 JSON`, `No JSON at line ${fault.line}, character ${fault.column}`);
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw unreadable("JSON 应是一个数组，每条一个对象", "The JSON should be a list of objects");
  return value;
}

async function* readLines(
  path: string,
  encoding: Encoding,
): AsyncGenerator<{ readonly number: number; readonly value: unknown; readonly bytes: number }> {
  const file = createReadStream(path);
  const lines = createInterface({ input: file.pipe(iconv.decodeStream(encoding)), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  try {
    for await (const raw of lines) {
      number++;
      const line = strip(raw);
      if (line.trim() === "") continue;
      const fault = jsonFault(line);
      if (fault !== null)
        throw unreadable(`第 ${number} 行第 ${fault.column} 个字符处不是 JSON`, `No JSON at line ${number}, character ${fault.column}`);
      yield { number, value: JSON.parse(line), bytes: file.bytesRead };
    }
  } finally {
    lines.close();
    file.destroy();
  }
}

/**
 * Whether a file is a JSON array of objects, or one object a line.
 *
 * @param head its beginning as text
 * @returns `null` when it is neither, such as a CSV
 * @throws {AppError} UNREADABLE_FILE naming line and character where it stops being JSON
 */
export async function detectJson(path: string, head: string, encoding: Encoding): Promise<TableFormat | null> {
  const start = strip(head).trimStart();
  if (!/^(\[\s*[{\]]|\{\s*["}])/.test(start)) return null;
  const format = { encoding, separator: "", header: false } as const;
  if (start.startsWith("[")) return { ...format, kind: "json", fields: fieldsOf((await readList(path, encoding)).slice(0, LOOK)) };
  const first: unknown[] = [];
  for await (const { value } of readLines(path, encoding)) {
    first.push(value);
    if (first.length === LOOK) break;
  }
  return { ...format, kind: "ndjson", fields: fieldsOf(first) };
}

/** One row for each object, numbered from 1; in NDJSON by the line it stands on. */
export async function* jsonRows(path: string, format: TableFormat): AsyncGenerator<TableRow> {
  const fields = format.fields ?? [];
  const cells = (value: unknown) => fields.map((field) => cellAt(value, field));
  if (format.kind === "ndjson") {
    for await (const { number, value, bytes } of readLines(path, format.encoding)) yield { number, cells: cells(value), bytes };
    return;
  }
  for (const [index, value] of (await readList(path, format.encoding)).entries())
    yield { number: index + 1, cells: cells(value), bytes: 0 };
}
