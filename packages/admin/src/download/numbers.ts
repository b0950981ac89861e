/** The numbers under a chart or a table, unrounded, as they go into a file. `null` is an empty cell: hidden or nothing to compute. */
export type Numbers = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
};

/** Something that can be taken along: a name, the numbers, and the statement they must not travel without. */
export type Download = {
  readonly title: string;
  /** population, period, n, exclusions, weighting, as of: one fact per line */
  readonly statement: readonly string[];
  readonly numbers: Numbers;
};

/** Excel opens a text file as UTF-8 only when it starts with this mark. */
const MARK = "\uFEFF";

/**
 * The numbers as comma-separated text: heading, rows, an empty line, then the title and the statement.
 *
 * @example
 * csvOf({ title: "NPS", statement: ["n 12"], numbers: { columns: ["Store", "NPS"], rows: [["A", 25]] } })
 * // => "\uFEFFStore,NPS\r\nA,25\r\n\r\nNPS\r\nn 12\r\n"
 */
export function csvOf({ title, statement, numbers }: Download): string {
  const lines = [numbers.columns, ...numbers.rows, [], [title], ...statement.map((fact) => [fact])];
  return `${MARK}${lines.map((cells) => `${cells.map(field).join(",")}\r\n`).join("")}`;
}

function field(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  // a text that begins like a formula would be run by a spreadsheet
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The same as a workbook with one sheet. The writer is read only when somebody asks for it. */
export async function workbookOf({ title, statement, numbers }: Download): Promise<Blob> {
  const { default: write } = await import("write-excel-file/browser");
  const heading = numbers.columns.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
  const rows = numbers.rows.map((cells) =>
    cells.map((value) => (value === null ? null : typeof value === "number" ? { value } : { value, type: String })),
  );
  const facts = [title, ...statement].map((value) => [{ value, type: String }]);
  return write([heading, ...rows, [null], ...facts], {
    columns: numbers.columns.map((_, place) => ({ width: place === 0 ? 28 : 14 })),
  }).toBlob();
}
