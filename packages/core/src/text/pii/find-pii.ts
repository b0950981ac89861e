import { halfWidth } from "../normalise.js";
import { findAddresses } from "./addresses.js";
import { findNames } from "./names.js";
import { findNumbers } from "./numbers.js";
import type { PiiSpan } from "./types.js";

/**
 * Finds personal data in a comment: phones, resident and card numbers, mail, plates, addresses, accounts, and the names
 * that a rule can be sure of. Business hotlines, order numbers and figures that are already masked are left alone.
 * Time grows with the length of the text.
 *
 * @returns spans in reading order, without overlaps; UTF-16 offsets, end exclusive
 * @example
 * findPii("打我电话 13800000001") // => [{ type: "PHONE", start: 5, end: 16 }]
 */
export function findPii(text: string): PiiSpan[] {
  const plain = halfWidth(text);
  const found = [...findNumbers(plain), ...findAddresses(plain), ...findNames(plain)];
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: PiiSpan[] = [];
  for (const span of found) {
    const last = kept.at(-1);
    if (last === undefined || span.start >= last.end) kept.push(span);
    // The longer of two overlapping finds explains the shorter one.
    else if (span.end - span.start > last.end - last.start) kept[kept.length - 1] = span;
  }
  return kept;
}

/**
 * A comment without the personal data that can be found in it; masking twice changes nothing.
 *
 * @param mask what stands in for each find; three asterisks when left out, so that not even the length shows
 * @example
 * maskPii("打我电话 13800000001，谢谢") // => "打我电话 ***，谢谢"
 */
export function maskPii(text: string, mask: (span: PiiSpan) => string = () => "***"): string {
  let masked = "";
  let from = 0;
  for (const span of findPii(text)) {
    masked += text.slice(from, span.start) + mask(span);
    from = span.end;
  }
  return masked + text.slice(from);
}
