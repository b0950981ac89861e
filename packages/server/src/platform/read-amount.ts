import { readNumber } from "@manyi/core/tabular";
import { plainCell } from "./name-finder.js";

/**
 * A number as tables write it: currency signs, thousands, per cent, 万, and brackets for less than nothing. A comma that parts no thousands
 * could be a point or a slip: it is no number.
 *
 * @returns `null` when it is no number
 * @example
 * readAmount("¥1,234.5") // => 1234.5
 * readAmount("12.5%") // => 12.5
 */
export function readAmount(text: string): number | null {
  const cell = plainCell(text).replace(/[\s¥$€£]|元$|%$|CNY|RMB/gi, "");
  const bracketed = /^\((.+)\)$/.exec(cell);
  const inner = bracketed === null ? cell : `-${bracketed[1]}`;
  const [bare, times] = /[万亿]$/.test(inner) ? [inner.slice(0, -1), inner.endsWith("万") ? 1e4 : 1e8] : [inner, 1];
  const digits = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(",", "") : bare;
  const number = readNumber(digits);
  return number === null ? null : Number((number * times).toPrecision(15));
}
