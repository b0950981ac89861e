import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BusinessReading } from "@manyi/contracts";
import { localDayOf, monthIndexOf } from "@manyi/core/calendar";
import type { FastifyRequest } from "fastify";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { nameFinder } from "../../platform/name-finder.js";
import { scopeWhere } from "../../platform/scope.js";
import { uploadedFile, writeUpload } from "../../platform/upload.js";
import { detectFormat, tableRows } from "../imports/index.js";
import { findFigure } from "./definitions.js";
import { isoMonth } from "./periods.js";
import { type Line, readTable } from "./read-table.js";
import { readValues } from "./values.js";

const FILE_LIMIT = 5 * 1024 * 1024;
const MOST_LINES = 20_000;
/** Names, codes and empty cells included; what is read takes no longer than the blink of an eye. */
const MOST_CELLS = 250_000;
const MOST_VALUES = 20_000;
const MOST_FAULTS = 200;

/** Reads a pasted table; stores nothing. */
export async function readText(
  ctx: Context,
  figureId: string,
  { text, column }: { readonly text: string; readonly column?: number | undefined },
): Promise<BusinessReading> {
  await findFigure(ctx, figureId);
  if (text.trim() === "") throw new AppError("INVALID_INPUT", [{ path: "body.text", "zh-CN": "请粘贴一个表格", en: "Paste a table" }]);
  return inFile(
    (path) => writeFile(path, text, "utf8"),
    (path) => read(ctx, figureId, path, column),
  );
}

/** Reads a CSV or XLSX file; stores nothing, the file is gone afterwards. */
export async function readFile(
  ctx: Context,
  figureId: string,
  column: number | undefined,
  request: FastifyRequest,
): Promise<BusinessReading> {
  await findFigure(ctx, figureId);
  const file = await uploadedFile(request, FILE_LIMIT);
  return inFile(
    (path) => writeUpload(file, path),
    (path) => read(ctx, figureId, path, column),
  );
}

async function inFile<T>(fill: (path: string) => Promise<void>, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "manyi-business-"));
  try {
    const path = join(folder, "table");
    await fill(path);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function read(ctx: Context, figureId: string, path: string, column: number | undefined): Promise<BusinessReading> {
  const format = await detectFormat(path);
  if (format.kind === "json" || format.kind === "ndjson") {
    throw new AppError("UNREADABLE_FILE", [
      { path: "file", "zh-CN": "这里要一个表格：CSV 或 XLSX", en: "A table is wanted here: CSV or XLSX" },
    ]);
  }
  const lines: Line[] = [];
  let size = 0;
  for await (const { number, cells } of tableRows(path, format)) {
    lines.push({ number, cells });
    size += cells.length;
    if (lines.length > MOST_LINES || size > MOST_CELLS) throw tooMuch();
  }
  const [figure, units, values] = await Promise.all([findFigure(ctx, figureId), readUnitNames(ctx), readValues(ctx, figureId)]);
  const thisMonth = monthIndexOf(localDayOf(ctx.now().getTime(), ctx.organisation.timeZone));
  const found = readTable(lines, { unitOf: nameFinder(units), thisMonth, chosen: column });
  if (found.values.length > MOST_VALUES) throw tooMuch();
  const nameOf = new Map(units.map(({ id, name }) => [id, name]));
  const known = new Map(values.map(({ unit_id, month, value }) => [`${unit_id} ${month}`, value]));
  return {
    ...found,
    columns: [...found.columns],
    choices: [...found.choices],
    values: found.values.map(({ unitId, month, value }) => ({
      unitId,
      unit: nameOf.get(unitId)!,
      month: isoMonth(month),
      value,
      known: known.get(`${unitId} ${month}`) ?? null,
    })),
    faults: found.faults.slice(0, MOST_FAULTS),
    looksLikeShares:
      figure.unit === "%" &&
      found.values.length > 0 &&
      found.values.every(({ value }) => Math.abs(value) <= 1) &&
      found.values.some(({ value }) => !Number.isInteger(value)),
  };
}

function readUnitNames(ctx: Context) {
  return ctx.db
    .selectFrom("org_units")
    .select(["id", "code", "name"])
    .where(scopeWhere(ctx, { tenant: "tenant_id", unit: "id" }))
    .execute();
}

function tooMuch(): AppError {
  return new AppError("TOO_LARGE", [
    {
      path: "file",
      "zh-CN": `一次最多 ${MOST_VALUES} 个数，请分几次导入`,
      en: `At most ${MOST_VALUES} values at once; bring them in by parts`,
    },
  ]);
}
