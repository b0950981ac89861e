import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, stat } from "node:fs/promises";
import type { Mapping } from "@manyi/contracts";
import { type KanoHalf, kanoHalves } from "@manyi/core/analysis";
import { profileColumns, suggestTargets } from "@manyi/core/tabular";
import { appendEvent, type Tables, type Tx } from "@manyi/store";
import { type Selectable, sql } from "kysely";
import { AppError } from "../../platform/errors.js";
import { filePath, type ImportDesk, importFolder } from "./desk.js";
import { type ImportRun, readerOf, runImport } from "./run-import.js";
import { detectFormat, readBeginning, type TableFormat } from "./table-file.js";

export type ImportRow = Selectable<Tables["imports"]>;
/** What was recognised when the file arrived; kept so that the wizard can be left and found again. */
export type Recognised = TableFormat & {
  readonly columns: readonly {
    readonly name: string;
    readonly samples: readonly string[];
    readonly filled: number;
    readonly distinct: number;
    readonly target: unknown;
    readonly why: string;
  }[];
  readonly preview: readonly (readonly string[])[];
};

/** Rows looked at to recognise columns. */
const LOOK = 5000;
const DELETE_BATCH = 5000;

async function hashOf(path: string): Promise<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest();
}

/** Registers a file that lies in the imports folder under its id, and says what is in it. */
export async function registerFile(desk: ImportDesk, id: string, fileName: string): Promise<ImportRow> {
  const path = filePath(desk, id);
  const format = await detectFormat(path);
  const { names, rows } = await readBeginning(path, format, LOOK);
  const profiles = profileColumns(names, rows);
  const suggestions = suggestTargets(profiles);
  const halves = kanoHalves(names, rows);
  const columns = profiles.map((profile, index) => ({
    name: profile.name,
    samples: profile.samples,
    filled: profile.filled,
    distinct: profile.distinct,
    ...(kanoSuggestion(halves[index] ?? null) ?? suggestions[index]!),
  }));
  const recognised: Recognised = { ...format, columns, preview: rows.slice(0, 10) };
  return desk.store.db
    .insertInto("imports")
    .values({
      tenant_id: desk.tenantId,
      id,
      file_name: fileName.slice(0, 200),
      file_hash: await hashOf(path),
      format: JSON.stringify(recognised),
      mapping: "{}",
      state: "uploaded",
      bytes_total: (await stat(path)).size,
      error: null,
      created_by: desk.actor.id,
      created_at: desk.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The same columns an analysis of the file reads as a Kano pair. */
function kanoSuggestion(half: KanoHalf | null) {
  if (half === null) return null;
  const attribute = half.feature
    .toLowerCase()
    .replace(/[\s/,:]+/g, "_")
    .slice(0, 60);
  return { target: { to: "kano" as const, attribute, side: half.side, order: "likeFirst" as const }, why: "answer_words" };
}

export async function findImport(desk: ImportDesk, id: string): Promise<ImportRow> {
  const row = await desk.store.db
    .selectFrom("imports")
    .selectAll()
    .where("tenant_id", "=", desk.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) throw new AppError("NOT_FOUND");
  return row;
}

export function runOf(row: ImportRow, mapping: Mapping): ImportRun {
  const recognised = row.format as Recognised;
  return { id: row.id, names: recognised.columns.map((column) => column.name), format: recognised, mapping };
}

async function update(
  desk: ImportDesk,
  id: string,
  set: Partial<{
    state: ImportRow["state"];
    mapping: string;
    survey_id: number;
    rows_read: number;
    rows_accepted: number;
    rows_unchanged: number;
    rows_rejected: number;
    bytes_read: number;
    error: string | null;
    finished_at: Date | null;
  }>,
): Promise<void> {
  await desk.store.db.updateTable("imports").set(set).where("tenant_id", "=", desk.tenantId).where("id", "=", id).execute();
}

/**
 * Checks the mapping and marks the import as running; the rows follow in `carryOut`.
 *
 * @throws {AppError} INVALID_INPUT, SCALE_MISMATCH for the mapping; INVALID_STATE while it is running or being undone
 */
export async function beginImport(desk: ImportDesk, row: ImportRow, mapping: Mapping): Promise<() => Promise<void>> {
  if (row.state === "running" || row.state === "undoing") throw new AppError("INVALID_STATE");
  const run = runOf(row, mapping);
  const ready = await readerOf(desk, run);
  await update(desk, row.id, {
    state: "running",
    mapping: JSON.stringify(mapping),
    survey_id: ready.reader.surveyId,
    rows_read: 0,
    rows_accepted: 0,
    rows_unchanged: 0,
    rows_rejected: 0,
    bytes_read: 0,
    error: null,
    finished_at: null,
  });
  return async () => {
    try {
      await runImport(desk, run, ready.reader, ready.learnFrom, (counts) =>
        update(desk, row.id, {
          rows_read: counts.read,
          rows_accepted: counts.accepted,
          rows_unchanged: counts.unchanged,
          rows_rejected: counts.rejected,
          bytes_read: counts.bytes,
        }),
      );
      await update(desk, row.id, { state: "done", finished_at: desk.now() });
    } catch (error) {
      const words = error instanceof AppError ? (error.at[0]?.["zh-CN"] ?? error.message) : "INTERNAL";
      await update(desk, row.id, { state: "failed", error: words, finished_at: desk.now() });
      if (!(error instanceof AppError)) throw error;
    }
  };
}

/** Takes an import back, in batches; the projection forgets its rows. Interrupted, it goes on at the next start. */
export async function beginUndo(desk: ImportDesk, row: ImportRow): Promise<() => Promise<void>> {
  if (!["done", "failed", "undoing"].includes(row.state)) throw new AppError("INVALID_STATE");
  await update(desk, row.id, { state: "undoing" });
  return async () => {
    for (;;) {
      const gone = await sql`
        delete from voices where tenant_id = ${desk.tenantId} and id in (
          select id from voices where tenant_id = ${desk.tenantId} and import_id = ${row.id} limit ${DELETE_BATCH})`.execute(desk.store.db);
      if (Number(gone.numAffectedRows ?? 0) < DELETE_BATCH) break;
    }
    await desk.store.tx(async (tx) => {
      await removeEmptySurvey(tx, desk.tenantId, row.survey_id);
      await appendEvent(tx, { tenantId: desk.tenantId, type: "import.undone", subjectId: row.id, at: desk.now() });
      await tx
        .updateTable("imports")
        .set({ state: "undone", finished_at: desk.now() })
        .where("tenant_id", "=", desk.tenantId)
        .where("id", "=", row.id)
        .execute();
    });
  };
}

/** The survey that stood for the file goes with the last of its voices. */
async function removeEmptySurvey(tx: Tx, tenantId: number, surveyId: number | null): Promise<void> {
  if (surveyId === null) return;
  const left = await tx
    .selectFrom("voices")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("survey_id", "=", surveyId)
    .limit(1)
    .executeTakeFirst();
  if (left !== undefined) return;
  await tx.updateTable("imports").set({ survey_id: null }).where("tenant_id", "=", tenantId).where("survey_id", "=", surveyId).execute();
  await tx.deleteFrom("survey_versions").where("tenant_id", "=", tenantId).where("survey_id", "=", surveyId).execute();
  await tx.deleteFrom("surveys").where("tenant_id", "=", tenantId).where("id", "=", surveyId).where("kind", "=", "import").execute();
}

/** Imports a file of this machine in one go, with the recognised mapping unless told otherwise. */
export async function importFile(
  desk: ImportDesk,
  path: string,
  fileName: string,
  decide: (row: ImportRow, suggested: Mapping) => Mapping,
): Promise<ImportRow> {
  const id = desk.ids.uuid();
  await mkdir(importFolder(desk), { recursive: true });
  await copyFile(path, filePath(desk, id));
  const row = await registerFile(desk, id, fileName);
  const recognised = row.format as Recognised;
  const suggested = {
    title: fileName.replace(/\.\w+$/, "").slice(0, 120),
    source: "survey",
    columns: Object.fromEntries(recognised.columns.map((column) => [column.name, column.target])),
  } as Mapping;
  await (await beginImport(desk, row, decide(row, suggested)))();
  return findImport(desk, id);
}
