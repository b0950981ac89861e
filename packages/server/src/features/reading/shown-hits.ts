/** Rows looked through at a time. */
const BATCH = 200;

/**
 * Rows of a list that were searched for by words. A row is a hit by the words it shows, behind their masks: otherwise a number nobody may
 * read could be found digit by digit.
 *
 * @param text what was searched for; `undefined`: all rows
 * @param read the next rows, after one of them (`null`: from where the page begins); those whose written words do not hold the text are left out
 * @param shownOf the words of a row as everybody reads them
 * @returns at most `most` rows
 */
export async function shownHits<Row>(
  text: string | undefined,
  most: number,
  read: (most: number, after: Row | null) => Promise<readonly Row[]>,
  shownOf: (rows: readonly Row[]) => Promise<(row: Row) => readonly (string | null)[]>,
): Promise<readonly Row[]> {
  if (text === undefined) return read(most, null);
  const wanted = text.toLowerCase();
  const hits: Row[] = [];
  let after: Row | null = null;
  while (hits.length < most) {
    const rows: readonly Row[] = await read(BATCH, after);
    const shown = await shownOf(rows);
    hits.push(...rows.filter((row) => shown(row).some((words) => words?.toLowerCase().includes(wanted))));
    if (rows.length < BATCH) break;
    after = rows.at(-1)!;
  }
  return hits.slice(0, most);
}
