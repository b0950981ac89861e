import { basename } from "node:path";
import {
  type Analysis,
  type AnalysisTarget,
  analyse,
  type ColumnReading,
  createTally,
  planAnalysis,
  readColumns,
} from "@manyi/core/analysis";
import { detectFormat, readBeginning, type TableFormat, tableRows } from "@manyi/server";
import { Misuse } from "../command.js";
import type { Words } from "../words.js";

/** How many rows are looked at to guess what the columns mean. */
const LOOKED_AT = 2000;

export interface AnalyzeOptions {
  readonly map?: Readonly<Record<string, AnalysisTarget>>;
  readonly outcome?: string;
  /** only rows whose cell in this column reads so */
  readonly where?: { readonly column: string; readonly value: string };
  /** cells that mean "not answered" in ratings and groups, such as 0 or -99; a 0 to 10 question keeps its 0 */
  readonly missing?: readonly string[];
  readonly title?: string;
  /** may change the readings, for example after asking a person */
  readonly review?: (readings: readonly ColumnReading[]) => Promise<readonly ColumnReading[]>;
}

/** An analysis and what it was made from. */
export interface Analyzed {
  readonly title: string;
  readonly file: string;
  readonly format: TableFormat;
  readonly where: AnalyzeOptions["where"] | null;
  readonly analysis: Analysis;
}

/**
 * Reads a table of answers once and analyses it. CSV streams: memory does not grow with the rows.
 *
 * @throws {Misuse} when a named column is not in the table or the outcome holds no scores
 * @throws {AppError} when the file is no table
 */
export async function analyzeFile(path: string, options: AnalyzeOptions = {}): Promise<Analyzed> {
  const format = await detectFormat(path);
  const { names, rows } = await readBeginning(path, format, LOOKED_AT);
  const mapped = options.map ?? {};
  for (const name of [...Object.keys(mapped), options.where?.column, options.outcome])
    if (name !== undefined && !names.includes(name)) throw unknownColumn(name, names);
  const blank = blanker(readColumns(names, rows), new Set(options.missing));
  const looked = rows.map(blank);
  const guessed = readColumns(names, looked).map((reading): ColumnReading => {
    const target = Object.hasOwn(mapped, reading.name) ? mapped[reading.name] : undefined;
    return target === undefined ? reading : { ...reading, target, why: "told" };
  });
  const readings = options.review === undefined ? guessed : await options.review(guessed);
  const plan = planned(readings, looked, options.outcome);
  const tally = createTally(plan);
  const at = options.where === undefined ? -1 : names.indexOf(options.where.column);
  const wanted = options.where?.value;
  let isHeader = format.header;
  for await (const { cells } of tableRows(path, format)) {
    if (isHeader) isHeader = false;
    else if (at < 0 || (cells[at] ?? "").trim() === wanted) tally.add(blank(cells));
  }
  const analysis = analyse(tally.done());
  const file = basename(path);
  return { title: options.title ?? file, file, format, where: options.where ?? null, analysis };
}

type Cells = readonly string[];

/** Empties the cells that mean "not answered", but never those of a metric. */
function blanker(readings: readonly ColumnReading[], missing: ReadonlySet<string>): (cells: Cells) => Cells {
  if (missing.size === 0) return (cells) => cells;
  const keeps = readings.map(({ target }) => target.to === "metric" || target.to === "key" || target.to === "date");
  return (cells) => cells.map((cell, index) => (keeps[index] !== true && missing.has(cell.trim()) ? "" : cell));
}

function planned(readings: readonly ColumnReading[], rows: readonly (readonly string[])[], outcome: string | undefined) {
  try {
    return planAnalysis(readings, rows, outcome === undefined ? {} : { outcome });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Misuse({
      "zh-CN": `“${outcome}”这一列不是评分，不能作为要解释的结果；可以用 --map 指明它的含义。`,
      en: `The column “${outcome}” holds no scores, so it cannot be the outcome; say with --map what it means.`,
    });
  }
}

function unknownColumn(name: string, names: readonly string[]): Misuse {
  const known = names.slice(0, 12).join(", ") + (names.length > 12 ? " …" : "");
  const words: Words = { "zh-CN": `文件里没有“${name}”这一列。有：${known}`, en: `The file has no column “${name}”. It has: ${known}` };
  return new Misuse(words);
}
