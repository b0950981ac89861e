import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { guessSeparator, hasHeader } from "@manyi/core/tabular";
import { CsvError, parse } from "csv-parse";
import iconv from "iconv-lite";
import { storableText } from "../../platform/clean-text.js";
import { AppError } from "../../platform/errors.js";
import { type Encoding, encodingOf } from "./encoding.js";
import { detectJson, jsonRows } from "./json-file.js";
import { unreadable } from "./unreadable.js";
import { xlsxRows } from "./xlsx-rows.js";

/** A workbook is held in memory as a whole; larger ones are saved as CSV first. */
export const XLSX_LIMIT = 20 * 1024 * 1024;
const HEAD = 256 * 1024;

export type TableFormat = {
  readonly kind: "csv" | "xlsx" | "json" | "ndjson";
  readonly encoding: Encoding;
  readonly separator: string;
  readonly header: boolean;
  /** names of the columns of a JSON file, by path; a table names them in its first row */
  readonly fields?: readonly string[];
};
/** One row of cells, its number as a person counts (the header is row 1), and how far into the file it ends. */
export type TableRow = { readonly number: number; readonly cells: readonly string[]; readonly bytes: number };

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * What kind of table a file is.
 *
 * @throws {AppError} UNREADABLE_FILE when it is empty or no table; TOO_LARGE for a workbook above the limit
 */
export async function detectFormat(path: string): Promise<TableFormat> {
  const head = await readHead(path);
  if (head.length === 0) throw unreadable("文件是空的", "The file is empty");
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))) {
    const { size } = await stat(path);
    if (size > XLSX_LIMIT) {
      throw new AppError("TOO_LARGE", [
        {
          path: "file",
          "zh-CN": `XLSX 不能超过 ${XLSX_LIMIT / 1024 / 1024} MB；请另存为 CSV，CSV 不限行数`,
          en: `An XLSX may hold ${XLSX_LIMIT / 1024 / 1024} MB at most; save it as CSV, which has no row limit`,
        },
      ]);
    }
    return { kind: "xlsx", encoding: "utf-8", separator: "", header: true };
  }
  const encoding = encodingOf(head);
  const text = iconv.decode(head, encoding);
  if (encoding !== "utf-16le" && head.includes(0))
    throw unreadable("这不是文本表格（含有二进制内容）", "This is no text table (it holds binary data)");
  const json = await detectJson(path, text, encoding);
  if (json !== null) return json;
  const separator = guessSeparator(text);
  const format: TableFormat = { kind: "csv", encoding, separator, header: true };
  const first: (readonly string[])[] = [];
  for await (const row of csvRows(path, format)) {
    first.push(row.cells);
    if (first.length === 5) break;
  }
  return { ...format, header: hasHeader(first) };
}

async function* csvRows(path: string, format: TableFormat): AsyncGenerator<TableRow> {
  const file = createReadStream(path);
  const parser = parse({ delimiter: format.separator, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
  file.on("error", (error) => parser.destroy(error));
  file.pipe(iconv.decodeStream(format.encoding)).pipe(parser);
  let number = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number++;
      yield { number, cells, bytes: file.bytesRead };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(`第 ${number + 1} 行读不出来：引号没有配对`, `Row ${number + 1} cannot be read: its quotes do not match`);
  } finally {
    file.destroy();
  }
}

/** Every row of a table, the header included, in characters that can be stored. CSV and NDJSON stream; XLSX and JSON are read whole. */
export async function* tableRows(path: string, format: TableFormat): AsyncGenerator<TableRow> {
  const rows = format.kind === "csv" ? csvRows(path, format) : format.kind === "xlsx" ? xlsxRows(path) : jsonRows(path, format);
  for await (const row of rows) yield { ...row, cells: row.cells.map(storableText) };
}

/** Names of the columns and the first rows below them. A table without header gets names by place. */
export async function readBeginning(
  path: string,
  format: TableFormat,
  limit: number,
): Promise<{ names: readonly string[]; rows: readonly (readonly string[])[] }> {
  const rows: (readonly string[])[] = [];
  for await (const row of tableRows(path, format)) {
    rows.push(row.cells);
    if (rows.length > limit) break;
  }
  const first = rows[0];
  if (first === undefined) throw unreadable("文件里没有行", "The file has no rows");
  if (format.fields !== undefined) return { names: format.fields, rows };
  return format.header
    ? { names: uniqueNames(first), rows: rows.slice(1) }
    : { names: first.map((_, index) => `column ${index + 1}`), rows };
}

/** Columns are addressed by name; an empty or repeated one gets its place behind it. */
export function uniqueNames(header: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return header.map((cell, index) => {
    const name = cell.trim() === "" ? `column ${index + 1}` : cell.trim();
    const unique = seen.has(name) ? `${name} (${index + 1})` : name;
    seen.add(unique);
    return unique;
  });
}
