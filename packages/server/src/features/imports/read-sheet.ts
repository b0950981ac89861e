import { readSheet } from "read-excel-file/node";

/** Rows of one message: a few milliseconds of work for who receives them. */
const CHUNK = 500;

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace("T00:00:00.000Z", "")
      .replace(/:\d{2}\.\d{3}Z$/, "")
      .replace("T", " ");
  return String(cell);
}

/** The first sheet of a workbook as text, some rows at a time; `null` after the last. */
export async function sheetInChunks(path: string): Promise<() => readonly (readonly string[])[] | null> {
  const rows = await readSheet(path);
  let at = 0;
  return () => {
    if (at >= rows.length) return null;
    const some = rows.slice(at, at + CHUNK).map((row) => row.map(cellText));
    at += CHUNK;
    return some;
  };
}
