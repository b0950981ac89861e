import type { BusinessFault } from "@manyi/contracts";
import type { NameFinder } from "../../platform/name-finder.js";
import { readAmount } from "../../platform/read-amount.js";
import { isBlank, isTotal, readMonth } from "./read-cells.js";

export type Line = { readonly number: number; readonly cells: readonly string[] };

export type TableValue = { readonly unitId: number; readonly month: number; readonly value: number };
export type TableReading = {
  readonly shape: "long" | "months_across" | "units_across" | "none";
  readonly columns: readonly string[];
  readonly choices: readonly number[];
  readonly chosen: number | null;
  readonly values: readonly TableValue[];
  readonly faults: readonly BusinessFault[];
  readonly empty: number;
  readonly totals: number;
};

/** One cell that should hold a value, and where its unit and month stand. */
type Cell = {
  readonly unit: Spot;
  readonly month: Spot;
  readonly value: Spot;
};
type Spot = { readonly line: number; readonly column: number; readonly text: string };
type Found = {
  readonly cells: readonly Cell[];
  readonly totals: number;
  readonly faults?: readonly BusinessFault[];
  readonly choices?: readonly number[];
  readonly chosen?: number;
};

/**
 * Recognises a table of units, months and values in one of three shapes, and says of every cell that cannot be taken where it stands and why.
 *
 * @param thisMonth later months are refused
 * @param chosen the column a long table takes its values from; without: the first that holds numbers
 */
export function readTable(
  lines: readonly Line[],
  { unitOf, thisMonth, chosen }: { unitOf: NameFinder; thisMonth: number; chosen?: number | undefined },
): TableReading {
  const [head, ...body] = lines;
  const nothing: TableReading = {
    shape: "none",
    columns: head?.cells ?? [],
    choices: [],
    chosen: null,
    values: [],
    faults: [],
    empty: 0,
    totals: 0,
  };
  if (head === undefined) return nothing;
  const knows = (text: string) => unitOf(text) !== "unknown";
  const isAcross = (test: (text: string) => boolean) => head.cells.some((cell) => !isBlank(cell) && test(cell));
  const hasMonths = isAcross((cell) => readMonth(cell) !== null);
  const shape =
    hasMonths && !isDataLine(head, knows)
      ? "months_across"
      : isAcross(knows) && columnOf(body, (cell) => readMonth(cell) !== null) !== null && !isDataLine(head, knows)
        ? "units_across"
        : "long";
  const found =
    shape === "months_across"
      ? monthsAcross(head, body, knows)
      : shape === "units_across"
        ? unitsAcross(head, body, knows)
        : long(lines, knows, chosen);
  if (found === null) return nothing;
  const taken = take(found.cells, unitOf, thisMonth);
  return {
    ...nothing,
    ...taken,
    shape,
    faults: [...(found.faults ?? []), ...taken.faults],
    totals: found.totals,
    choices: found.choices ?? [],
    chosen: found.chosen ?? null,
  };
}

/** A line that has unit, month and number of its own heads no table. */
function isDataLine({ cells }: Line, knows: (text: string) => boolean): boolean {
  return (
    cells.some(knows) &&
    cells.some((cell) => readMonth(cell) !== null) &&
    cells.some((cell) => readMonth(cell) === null && readAmount(cell) !== null)
  );
}

/** Lines by which a column is recognised. */
const LOOK = 500;

/** The column in which most cells pass, at least half of those that say something. */
function columnOf(all: readonly Line[], test: (text: string) => boolean, not: readonly number[] = []): number | null {
  const lines = all.slice(0, LOOK);
  const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
  let best: { column: number; share: number } | null = null;
  for (let column = 0; column < width; column++) {
    if (not.includes(column)) continue;
    const said = lines.flatMap(({ cells }) => (isBlank(cells[column]) ? [] : [cells[column]!]));
    const share = said.length === 0 ? 0 : said.filter(test).length / said.length;
    if (share >= 0.5 && (best === null || share > best.share)) best = { column, share };
  }
  return best?.column ?? null;
}

const spot = ({ number, cells }: Line, column: number): Spot => ({ line: number, column: column + 1, text: cells[column] ?? "" });
const isNumber = (text: string) => readAmount(text) !== null;
const isWords = (text: string) => readAmount(text) === null && readMonth(text) === null;

/** Lines below the head that are not blank, and how many of them are totals. */
function rowsOf(lines: readonly Line[], knows: (text: string) => boolean) {
  const said = lines.filter(({ cells }) => !cells.every(isBlank));
  const isSum = ({ cells }: Line) => cells.some((cell) => isTotal(cell) && !knows(cell));
  return { rows: said.filter((line) => !isSum(line)), totals: said.filter(isSum).length };
}

function monthsAcross(head: Line, body: readonly Line[], knows: (text: string) => boolean): Found | null {
  const months = head.cells.flatMap((cell, column) => (readMonth(cell) === null ? [] : [column]));
  const unit = columnOf(body, knows, months) ?? columnOf(body, isWords, months);
  if (unit === null) return null;
  const { rows, totals } = rowsOf(body, knows);
  return {
    totals,
    faults: unreadHeads(head, rows, [...months, unit], { knows, why: "month" }),
    cells: rows.flatMap((line) =>
      months.map((column) => ({ unit: spot(line, unit), month: spot(head, column), value: spot(line, column) })),
    ),
  };
}

function unitsAcross(head: Line, body: readonly Line[], knows: (text: string) => boolean): Found | null {
  const units = head.cells.flatMap((cell, column) => (!isBlank(cell) && knows(cell) ? [column] : []));
  const month = columnOf(body, (cell) => readMonth(cell) !== null, units);
  if (month === null) return null;
  const { rows, totals } = rowsOf(body, () => false);
  return {
    totals,
    faults: unreadHeads(head, rows, [...units, month], { knows, why: "unit" }),
    cells: rows.flatMap((line) =>
      units.map((column) => ({ unit: spot(head, column), month: spot(line, month), value: spot(line, column) })),
    ),
  };
}

/** A column of numbers under a heading that is not understood is told, not dropped; one of names, codes or totals is no fault. */
function unreadHeads(
  head: Line,
  rows: readonly Line[],
  read: readonly number[],
  { knows, why }: { knows: (text: string) => boolean; why: "month" | "unit" },
): BusinessFault[] {
  return head.cells.flatMap((text, column): BusinessFault[] => {
    if (read.includes(column) || isBlank(text) || isTotal(text)) return [];
    const said = rows.slice(0, LOOK).flatMap(({ cells }) => (isBlank(cells[column]) ? [] : [cells[column]!]));
    const isOfNumbers = said.length > 0 && said.filter(isNumber).length > said.length / 2 && said.filter(knows).length < said.length / 2;
    return isOfNumbers ? [{ line: head.number, column: column + 1, text, why }] : [];
  });
}

function long(lines: readonly Line[], knows: (text: string) => boolean, wanted: number | undefined): Found | null {
  const [head, ...rest] = lines;
  const hasHead = !head!.cells.some((cell) => readMonth(cell) !== null);
  const body = hasHead ? rest : lines;
  const month = columnOf(body, (cell) => readMonth(cell) !== null);
  if (month === null) return null;
  const unit = columnOf(body, knows, [month]) ?? columnOf(body, isWords, [month]);
  if (unit === null) return null;
  const width = lines.slice(0, LOOK).reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const others = Array.from({ length: width }, (_, i) => i).filter((column) => column !== month && column !== unit);
  const choices = others.filter(
    (column) =>
      columnOf(
        body.map(({ number, cells }) => ({ number, cells: [cells[column] ?? ""] })),
        isNumber,
      ) === 0,
  );
  const chosen = wanted !== undefined && others.includes(wanted) ? wanted : (choices[0] ?? others[0]);
  if (chosen === undefined) return null;
  const { rows, totals } = rowsOf(body, knows);
  return {
    totals,
    choices: [...new Set([...choices, chosen])].sort((a, b) => a - b),
    chosen,
    cells: rows.map((line) => ({ unit: spot(line, unit), month: spot(line, month), value: spot(line, chosen) })),
  };
}

function take(cells: readonly Cell[], unitOf: NameFinder, thisMonth: number): Pick<TableReading, "values" | "faults" | "empty"> {
  const values = new Map<string, TableValue>();
  const faults = new Map<string, BusinessFault>();
  const refuse = (at: Spot, why: BusinessFault["why"]) => {
    // a name that is not known is told once, not once for each of its months
    const name = `${at.line} ${at.column}`;
    if (!faults.has(name)) faults.set(name, { line: at.line, column: at.column, text: at.text.slice(0, 80), why });
  };
  let empty = 0;
  for (const cell of cells) {
    if (isBlank(cell.value.text)) {
      empty++;
      continue;
    }
    const unit = unitOf(cell.unit.text);
    const month = readMonth(cell.month.text);
    const value = readAmount(cell.value.text);
    if (typeof unit === "string") refuse(cell.unit, unit === "unknown" ? "unit" : "ambiguous");
    if (month === null) refuse(cell.month, "month");
    else if (month > thisMonth) refuse(cell.month, "future");
    if (value === null) refuse(cell.value, "number");
    if (typeof unit === "string" || month === null || month > thisMonth || value === null) continue;
    const place = `${unit} ${month}`;
    if (values.has(place)) refuse(cell.value, "twice");
    else values.set(place, { unitId: unit, month, value });
  }
  return { values: [...values.values()], faults: [...faults.values()].sort((a, b) => a.line - b.line || a.column - b.column), empty };
}
