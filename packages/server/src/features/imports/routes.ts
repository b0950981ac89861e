import { createReadStream, existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { api, type ImportJob, type Mapping } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { AppError } from "../../platform/errors.js";
import { handle } from "../../platform/handler.js";
import { uploadedFile, writeUpload } from "../../platform/upload.js";
import { filePath, importFolder, rejectsPath } from "./desk.js";
import { beginImport, beginUndo, findImport, type ImportRow, type Recognised, registerFile, runOf } from "./jobs.js";
import { type Reject, readRow } from "./read-row.js";
import { readerOf } from "./run-import.js";
import { tableRows } from "./table-file.js";
import { inBackground } from "./work.js";

/** CSV has no row limit; this only keeps a disk from being filled by mistake. */
const UPLOAD_LIMIT = 4 * 1024 * 1024 * 1024;
const TRY_ROWS = 200;

export function presentImport(row: ImportRow): ImportJob {
  const { columns, preview, kind, encoding, separator, header } = row.format as Recognised;
  const total = Number(row.bytes_total ?? 0);
  const isOver = row.state === "done" || row.state === "undone";
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    format: { kind, encoding, separator, header },
    columns: columns as unknown as ImportJob["columns"],
    preview: preview.map((cells) => [...cells]),
    surveyId: row.survey_id,
    rowsRead: row.rows_read,
    accepted: row.rows_accepted,
    unchanged: row.rows_unchanged,
    rejected: row.rows_rejected,
    progress: isOver ? 1 : total === 0 ? 0 : Math.min(1, Number(row.bytes_read) / total),
    error: row.error,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** Tries a mapping on the first rows, storing nothing. */
async function tryOut(ctx: Context, row: ImportRow, mapping: Mapping) {
  const run = runOf(row, mapping);
  const { reader } = await readerOf(ctx, run, true);
  const rejects: Reject[] = [];
  const preview: Record<string, unknown>[] = [];
  let rows = 0;
  for await (const one of tableRows(filePath(ctx, row.id), run.format)) {
    if (run.format.header && one.number === 1) continue;
    const read = readRow(reader, one);
    rows++;
    if ("reject" in read) rejects.push(read.reject);
    else if (preview.length < 5)
      preview.push({
        row: one.number,
        day: read.voice.localDay,
        unit: read.voice.unitId ?? null,
        scores: read.voice.scores ?? {},
        comment: read.voice.comment ?? null,
      });
    if (rows >= TRY_ROWS) break;
  }
  return { rows, accepted: rows - rejects.length, rejects: rejects.slice(0, 50), preview };
}

export const routes = [
  handle(api.imports.list, async (ctx, { query }) => {
    const cursor = decodeCursor<[string]>(query.cursor, ["string"]);
    let find = ctx.db
      .selectFrom("imports")
      .selectAll()
      .where("tenant_id", "=", ctx.tenantId)
      .orderBy("id", "desc")
      .limit(query.limit + 1);
    if (cursor !== null) find = find.where("id", "<", cursor[0]);
    const rows = await find.execute();
    const page = rows.slice(0, query.limit);
    return { items: page.map(presentImport), next: rows.length > query.limit ? encodeCursor([page.at(-1)!.id]) : null };
  }),
  handle(api.imports.upload, async (ctx, { request }) => {
    const file = await uploadedFile(request, UPLOAD_LIMIT);
    const id = ctx.ids.uuid();
    await mkdir(importFolder(ctx), { recursive: true });
    try {
      await writeUpload(file, filePath(ctx, id));
      return presentImport(await registerFile(ctx, id, file.filename));
    } catch (error) {
      await rm(filePath(ctx, id), { force: true });
      throw error;
    }
  }),
  handle(api.imports.get, async (ctx, { params }) => presentImport(await findImport(ctx, params.id))),
  handle(api.imports.check, async (ctx, { params, body }) => tryOut(ctx, await findImport(ctx, params.id), body), { audit: false }),
  handle(api.imports.run, async (ctx, { params, body }) => {
    inBackground(ctx.log, await beginImport(ctx, await findImport(ctx, params.id), body));
    return presentImport(await findImport(ctx, params.id));
  }),
  handle(api.imports.rejects, async (ctx, { params }) => {
    const row = await findImport(ctx, params.id);
    if (!existsSync(rejectsPath(ctx, row.id))) throw new AppError("NOT_FOUND");
    return { type: "text/csv; charset=utf-8", body: createReadStream(rejectsPath(ctx, row.id)), fileName: `${row.file_name}.rejects.csv` };
  }),
  handle(api.imports.undo, async (ctx, { params }) => {
    inBackground(ctx.log, await beginUndo(ctx, await findImport(ctx, params.id)));
    return presentImport(await findImport(ctx, params.id));
  }),
];
