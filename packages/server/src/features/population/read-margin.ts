import type { api } from "@manyi/contracts";
import { guessSeparator, hasHeader, readNumber } from "@manyi/core/tabular";
import { parse } from "csv-parse/sync";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readLevels } from "./levels.js";
import { requireWhole } from "./margins.js";

type Table = z.output<typeof api.population.readMargin.body>;
type Read = z.input<typeof api.population.readMargin.reply>;

/**
 * Reads a table of two columns, a stratum by name, code or number and its people, and says line by line what it could not use.
 *
 * @throws {AppError} INVALID_INPUT when the text is no table
 */
export async function readMarginTable(ctx: Context, { dimension, text }: Table): Promise<Read> {
  requireWhole(ctx);
  const known = (await readLevels(ctx)).get(dimension)!;
  const byName = new Map(
    known.flatMap((level) => [level.level, level.code, level.label["zh-CN"], level.label.en].map((name) => [nameOf(name), level] as const)),
  );
  const rows = rowsOf(text);
  const first = hasHeader(rows) ? 1 : 0;
  const levels: Read["levels"] = [];
  const rejected: Read["rejected"] = [];
  rows.slice(first).forEach((cells, i) => {
    const found = nameOf(cells[0]) === "" ? undefined : byName.get(nameOf(cells[0]));
    const people = readNumber(ungrouped(cells[1] ?? ""));
    const isNumber = people !== null && Number.isInteger(people) && people >= 0 && people <= 2_000_000_000;
    const isTwice = levels.some(({ level }) => level === found?.level);
    const why = found === undefined ? "unknown" : !isNumber ? "number" : isTwice ? "twice" : null;
    if (why === null) levels.push({ level: found!.level, label: found!.label, people: people! });
    else rejected.push({ line: i + first + 1, text: cells.join(" ").slice(0, 120), why });
  });
  return { levels, rejected: rejected.slice(0, 50) };
}

/** 1,200 as a spreadsheet shows it. */
const ungrouped = (text: string) => (/^\s*\d{1,3}(,\d{3})+\s*$/.test(text) ? text.replaceAll(",", "") : text);
const nameOf = (text: string | undefined) => (text ?? "").trim().toLowerCase();

function rowsOf(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: guessSeparator(text),
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
  } catch {
    throw new AppError("INVALID_INPUT", [
      {
        path: "body.text",
        "zh-CN": "读不出这张表：每行一层，先写名称或编号，再写人数",
        en: "This is no table: one stratum a line, its name or code, then its people",
      },
    ]);
  }
}
