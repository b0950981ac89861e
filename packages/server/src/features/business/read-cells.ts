import { isEmptyCell } from "@manyi/core/tabular";
import { plainCell } from "../../platform/name-finder.js";

const MONTHS = "january february march april may june july august september october november december".split(" ");

/**
 * A month as tables write it: 2026-01, 2026/1, 202601, 2026年1月, 01/2026, 2026-01-31, Jan 2026, Jan-26.
 *
 * @returns year · 12 + month − 1; `null` when it is no month
 * @example
 * readMonth("2026年3月") // => 24314
 */
export function readMonth(text: string): number | null {
  const cell = plainCell(text);
  const yearFirst =
    /^(\d{4})[-/.年]\s*(\d{1,2})(?:月)?$/.exec(cell) ??
    /^(\d{4})(\d{2})$/.exec(cell) ??
    /^(\d{4})[-/.年](\d{1,2})[-/.月]\d{1,2}日?(?:[ T].*)?$/.exec(cell);
  if (yearFirst !== null) return monthOf(Number(yearFirst[1]), Number(yearFirst[2]));
  const monthFirst = /^(\d{1,2})[-/.](\d{4})$/.exec(cell);
  if (monthFirst !== null) return monthOf(Number(monthFirst[2]), Number(monthFirst[1]));
  const named = /^([a-z]{3,})\.?[-/ ,]+(\d{4}|\d{2})$/i.exec(cell);
  const place = named === null ? -1 : MONTHS.findIndex((month) => month.startsWith(named[1]!.toLowerCase()));
  if (named === null || place < 0) return null;
  return monthOf(Number(named[2]) + (named[2]!.length === 2 ? 2000 : 0), place + 1);
}

function monthOf(year: number, month: number): number | null {
  return year < 1970 || year > 2199 || month < 1 || month > 12 ? null : year * 12 + month - 1;
}

/** Whether a cell says nothing. */
export const isBlank = (text: string | undefined): boolean => text === undefined || isEmptyCell(plainCell(text));

/** A line or column that adds up others. */
export function isTotal(text: string): boolean {
  // a number is none; most cells are numbers
  if (/^\s*[-+\d.,¥$€£%(]/.test(text)) return false;
  return /^(合计|总计|小计|汇总|平均|均值|grand total|total|subtotal|sum|average|avg|mean)(?![a-z])/i.test(plainCell(text));
}
