import { basename } from "node:path";
import { monthIndexOf } from "@manyi/core/calendar";
import { readDate } from "@manyi/core/tabular";
import { createTextTally, type Taxonomy, type TextDigest } from "@manyi/core/text";
import { type ChosenColumns, chooseColumns, readScore, type ToldColumns } from "./choose-columns.js";
import { chooseTaxonomy } from "./choose-taxonomy.js";
import { openComments } from "./comment-rows.js";

/** How many rows are looked at to guess the columns and the trade. */
const LOOKED_AT = 1000;

export interface DigestOptions extends ToldColumns {
  readonly taxonomy?: string;
  readonly title?: string;
  /** a file's full path, from the folder the command runs in */
  readonly path: (file: string) => string;
}

/** A digest and what it was made from. */
export interface DigestedFile {
  readonly title: string;
  readonly file: string;
  readonly columns: ChosenColumns;
  readonly taxonomy: Pick<Taxonomy, "code" | "name"> & { readonly isTold: boolean };
  /** scores off their scale, and dates that cannot be read */
  readonly leftOut: { readonly scores: number; readonly dates: number };
  readonly digest: TextDigest;
}

/**
 * Reads a file of comments once. Memory does not grow with the rows, save for XLSX and JSON lists.
 *
 * @throws {Misuse} when a named column or tree of topics does not exist
 * @throws {AppError | Failure} when the file cannot be read
 */
export async function digestFile(file: string, options: DigestOptions): Promise<DigestedFile> {
  const table = await openComments(options.path(file), LOOKED_AT);
  const columns = chooseColumns(table.names, table.beginning, options);
  const { comment, date, score, group } = columns;
  const texts = table.beginning.map((row) => row[comment.at] ?? "").filter((text) => text.trim() !== "");
  const { taxonomy, isTold } = await chooseTaxonomy(options.taxonomy, options.path, texts);
  const tally = createTextTally({ taxonomy, scale: score?.scale ?? null });
  const leftOut = { scores: 0, dates: 0 };
  for await (const cells of table.rows()) {
    const cell = (at: number | undefined) => (at === undefined ? "" : (cells[at] ?? "").trim());
    const scored = cell(score?.at) === "" ? null : readScore(cell(score?.at));
    const isOff = score !== null && cell(score.at) !== "" && (scored === null || scored < score.scale.min || scored > score.scale.max);
    if (isOff) leftOut.scores++;
    const day = date === null || cell(date.at) === "" ? null : readDate(cell(date.at), date.format);
    if (date !== null && cell(date.at) !== "" && day === null) leftOut.dates++;
    tally.add({
      text: cell(comment.at),
      score: isOff ? null : scored,
      group: cell(group?.at).slice(0, 60),
      month: day === null ? null : monthIndexOf(day.day),
    });
  }
  const name = basename(file);
  return { title: options.title ?? name, file: name, columns, taxonomy: { ...taxonomy, isTold }, leftOut, digest: tally.done() };
}
