import { readFileSync } from "node:fs";

/** A row of a data set as text; `null` is a missing value (an empty field or `NA`). */
export type Row = Readonly<Record<string, string | null>>;

/** A data set read from CSV: its column names in order and its rows. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

const folder = new URL("../../fixtures/reference/data/", import.meta.url);

/**
 * Reads a data set of `fixtures/reference/data`.
 *
 * @param file the name of the CSV file, such as `nps_utility.csv`
 * @throws {RangeError} when the file has no header or no rows
 */
export function readTable(file: string): Table {
  const [header, ...records] = parseCsv(readFileSync(new URL(file, folder), "utf8"));
  if (header === undefined || records.length === 0) throw new RangeError(`${file} holds no rows`);
  const rows = records.map((fields) => Object.fromEntries(header.map((name, i) => [name, missing(fields[i])])));
  return { columns: header, rows };
}

/** Rows whose columns have one of the given values, as the `filter` blocks of the cases write it. */
export function filterRows(rows: readonly Row[], filter: Readonly<Record<string, unknown>>): Row[] {
  const wanted = Object.entries(filter).map(([name, value]) => [name, [value].flat().map(String)] as const);
  return rows.filter((row) => wanted.every(([name, values]) => values.includes(row[name] ?? "")));
}

/** One column as numbers; a missing or unreadable value is `null`. */
export function numbers(rows: readonly Row[], column: string): (number | null)[] {
  return rows.map((row) => {
    const text = row[column];
    if (text === undefined) throw new RangeError(`no column ${column}`);
    if (text === null || text.trim() === "") return null;
    const value = Number(text);
    return Number.isNaN(value) ? null : value;
  });
}

/** One column as numbers without its missing values. */
export function present(rows: readonly Row[], column: string): number[] {
  return numbers(rows, column).filter((value) => value !== null);
}

/** Several columns as rows of numbers, leaving out every row in which one of them is missing (listwise). */
export function completeCases(rows: readonly Row[], columns: readonly string[]): number[][] {
  const read = columns.map((column) => numbers(rows, column));
  return rows
    .map((_, i) => read.map((column) => column[i] ?? Number.NaN))
    .filter((values) => values.every((value) => !Number.isNaN(value)));
}

function missing(field: string | undefined): string | null {
  return field === undefined || field === "" || field === "NA" ? null : field;
}

function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[i + 1] === '"') {
        field += '"';
        i += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ",") {
      record.push(field);
      field = "";
    } else if (char === "\n") {
      records.push([...record, field]);
      record = [];
      field = "";
    } else if (char !== "\r") field += char;
  }
  if (field !== "" || record.length > 0) records.push([...record, field]);
  return records;
}
