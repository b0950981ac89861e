import type { LocalText } from "@manyi/core/survey";

/** Says which unit or segment a cell of a file means. */
export type NameFinder = (text: string) => number | "unknown" | "ambiguous";

/** Full-width letters and digits as plain ones, spaces at the ends gone. */
export const plainCell = (text: string): string => (PLAIN.test(text) ? text : text.normalize("NFKC")).trim();
/** Nothing to make plain: told faster than made, and most cells are numbers. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Finds things by code or by name in either language, whatever the width and case of letters. A code goes before a name; a name that two
 * have is ambiguous.
 *
 * @example
 * nameFinder([{ id: 7, code: "S1", name: { "zh-CN": "门店 甲" } }])("ｓ１") // => 7
 */
export function nameFinder(rows: readonly { readonly id: number; readonly code: string; readonly name: LocalText }[]): NameFinder {
  const key = (text: string) => plainCell(text).toLowerCase().replace(/\s+/g, " ");
  const codes = new Map(rows.map(({ id, code }) => [key(code), id]));
  const names = new Map<string, number | "ambiguous">();
  for (const { id, name } of rows) {
    for (const text of new Set(Object.values(name).flatMap((one) => (one === undefined || one.trim() === "" ? [] : [key(one)])))) {
      names.set(text, names.has(text) && names.get(text) !== id ? "ambiguous" : id);
    }
  }
  return (text) => {
    const wanted = key(text);
    return wanted === "" ? "unknown" : (codes.get(wanted) ?? names.get(wanted) ?? "unknown");
  };
}
