import type { api, SampleColumns } from "@manyi/contracts";
import type { z } from "zod";
import { cutText } from "../../platform/clean-text.js";
import type { Context } from "../../platform/context.js";
import { AppError, type Fault } from "../../platform/errors.js";
import { nameFinder } from "../../platform/name-finder.js";
import { scopeWhere } from "../../platform/scope.js";
import { inTurns } from "../../platform/turns.js";
import { detectFormat, readBeginning, tableRows } from "../imports/index.js";
import { guessColumns } from "./guess-columns.js";
import { emailKey, type Person, phoneKey } from "./person.js";
import type { Taken } from "./take-file.js";

type Read = z.input<typeof api.samples.readFile.reply>;

/** Faults that are told at once; the others follow when these are mended. */
const MOST_FAULTS = 20;
/** Columns of a list of people. */
const MOST_COLUMNS = 200;

/** The columns of a list, a few cells of each, how many rows there are, and what the columns seem to hold. */
export async function readColumns({ path, fileName }: Taken): Promise<Read> {
  const format = await detectFormat(path);
  const { names, rows } = await readBeginning(path, format, 200);
  let count = 0;
  for await (const _ of tableRows(path, format)) count++;
  const columns = names.slice(0, MOST_COLUMNS).map((name, i) => ({
    name: name.slice(0, 100),
    cells: rows.map((row) => (row[i] ?? "").trim()).filter((cell) => cell !== ""),
  }));
  return {
    fileName,
    rows: Math.max(0, count - (format.header ? 1 : 0)),
    columns: columns.map(({ name, cells }) => ({ name, samples: cells.slice(0, 3).map((cell) => cell.slice(0, 60)) })),
    guess: guessColumns(columns),
  };
}

/**
 * Everybody on a list, row by row. Who is in the register already, by number, phone or e-mail, is known again.
 *
 * @param most one more than may be read, so that a larger list can be refused
 * @throws {AppError} UNREADABLE_FILE naming each bad row by its number; INVALID_INPUT for columns that the file does not have
 */
export async function readPeople(ctx: Context, path: string, columns: SampleColumns, most: number): Promise<readonly Person[]> {
  const format = await detectFormat(path);
  const { names } = await readBeginning(path, format, 1);
  requireColumns(ctx, columns, names);
  const known = await whatIsKnown(ctx);
  const people: Person[] = [];
  const faults: Fault[] = [];
  for await (const row of tableRows(path, format)) {
    if (format.header && row.number === 1) continue;
    const read = readPerson(row.cells, columns, { ...known, width: names.length });
    if ("fault" in read) {
      const { zh, en } = read.fault;
      faults.push({ path: `row ${row.number}`, "zh-CN": `第 ${row.number} 行：${zh}`, en: `Row ${row.number}: ${en}` });
    } else people.push(read);
    if (faults.length === MOST_FAULTS || people.length === most) break;
  }
  if (faults.length > 0) throw new AppError("UNREADABLE_FILE", faults);
  return people;
}

/** @throws {AppError} INVALID_INPUT */
function requireColumns(ctx: Context, columns: SampleColumns, names: readonly string[]): void {
  const refuse = (path: string, zh: string, en: string): never => {
    throw new AppError("INVALID_INPUT", [{ path, "zh-CN": zh, en }]);
  };
  for (const [name, at] of Object.entries(columns)) {
    if (at !== null && at >= names.length) refuse(`plan.columns.${name}`, `文件里没有第 ${at + 1} 列`, `The file has no column ${at + 1}`);
  }
  if (columns.phone === null && columns.email === null)
    refuse("plan.columns", "请指出哪一列是手机号或邮箱", "Say which column holds the phone number or the e-mail");
  if (ctx.scope.units !== null && columns.unit === null)
    refuse(
      "plan.columns.unit",
      "您只看得到一部分单元：请指出哪一列是单元",
      "You see a part of the organisation: say which column holds the unit",
    );
}

type KnownWords = Awaited<ReturnType<typeof whatIsKnown>> & { readonly width: number };

function readPerson(
  cells: readonly string[],
  columns: SampleColumns,
  known: KnownWords,
): Person | { readonly fault: { readonly zh: string; readonly en: string } } {
  const fault = (zh: string, en: string) => ({ fault: { zh, en } });
  const cell = (at: number | null, most: number) => {
    const text = at === null ? "" : (cells[at] ?? "").trim();
    return text === "" ? null : cutText(text, most);
  };
  if (cells.length > known.width)
    return fault(`有 ${cells.length} 格，表头只有 ${known.width} 列`, `${cells.length} cells, the header has ${known.width} columns`);
  const [unit, segment] = [cell(columns.unit, 100), cell(columns.segment, 100)];
  const unitId = unit === null ? null : known.unitOf(unit);
  const segmentId = segment === null ? null : known.segmentOf(segment);
  if (unitId === "unknown") return fault(`没有「${unit}」这个单元`, `there is no unit “${unit}”`);
  if (segmentId === "unknown") return fault(`没有「${segment}」这个细分`, `there is no segment “${segment}”`);
  if (unitId === "ambiguous") return fault(`有两个单元叫「${unit}」，请写编号`, `two units are called “${unit}”; write the code`);
  if (segmentId === "ambiguous")
    return fault(`有两个细分叫「${segment}」，请写编号`, `two segments are called “${segment}”; write the code`);
  const said = {
    externalId: cell(columns.externalId, 100),
    name: cell(columns.name, 100),
    phone: cell(columns.phone, 40),
    email: cell(columns.email, 200),
  };
  const [phone, email] = [phoneKey(said.phone), emailKey(said.email)];
  const customerId =
    known.customers.get(`id ${said.externalId}`) ?? known.customers.get(`phone ${phone}`) ?? known.customers.get(`email ${email}`) ?? null;
  return {
    ...said,
    customerId,
    unitId,
    segmentId,
    stratum: cell(columns.stratum, 80),
  };
}

/**
 * What cells of a list may name: units and segments by code or by name in either language, customers by number and contact. To somebody who
 * sees a part of the organisation a unit of others is no other than one that does not exist.
 */
async function whatIsKnown(ctx: Context) {
  const { db, tenantId, scope } = ctx;
  const [units, segments, customers] = await Promise.all([
    db
      .selectFrom("org_units")
      .select(["id", "code", "name"])
      .where(scopeWhere(ctx, { tenant: "tenant_id", unit: "id" }))
      .execute(),
    db.selectFrom("segments").select(["id", "code", "name"]).where("tenant_id", "=", tenantId).execute(),
    db.selectFrom("customers").select(["id", "external_id", "phone", "email"]).where("tenant_id", "=", tenantId).execute(),
  ]);
  const byKey = new Map<string, string>();
  await inTurns(customers, ({ id, external_id, phone, email }) => {
    for (const key of [`id ${external_id}`, `phone ${phoneKey(phone)}`, `email ${emailKey(email)}`]) {
      if (!key.endsWith(" null") && !byKey.has(key)) byKey.set(key, id);
    }
  });
  const unitOf = nameFinder(units);
  return {
    unitOf: (text: string) => {
      const found = unitOf(text);
      return found === "unknown" && scope.units !== null ? null : found;
    },
    segmentOf: nameFinder(segments),
    customers: byKey,
  };
}
