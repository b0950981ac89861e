import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PurchaseFile } from "@manyi/contracts";
import type { Tables } from "@manyi/store";
import type { FastifyRequest } from "fastify";
import type { Selectable } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { uploadedFile, writeUpload } from "../../platform/upload.js";
import { detectFormat, readBeginning, type TableFormat } from "../imports/index.js";
import { type PurchaseColumn, recognise } from "./recognise.js";
import { deletePurchases } from "./writes.js";

export type FileRow = Selectable<Tables["purchase_files"]>;
export type Recognised = TableFormat & { readonly columns: readonly PurchaseColumn[] };

const UPLOAD_LIMIT = 1024 * 1024 * 1024;
const LOOK = 500;
const SHOWN = 50;
/** A file that was looked at and never taken is thrown away after a week. */
const KEPT_MS = 7 * 86_400_000;

const folder = (ctx: Pick<Context, "config">) => join(ctx.config.dataDir, "purchases");
export const purchasePath = (ctx: Pick<Context, "config">, id: string): string => join(folder(ctx), id);

/** Whoever sees a part of the organisation sees the files they brought themselves. */
function filesOf(ctx: Context) {
  const all = ctx.db.selectFrom("purchase_files").selectAll().where("tenant_id", "=", ctx.tenantId);
  return ctx.scope.units === null ? all : all.where("created_by", "=", ctx.actor.id ?? "");
}

export async function listFiles(ctx: Context): Promise<{ items: PurchaseFile[] }> {
  const rows = await filesOf(ctx).orderBy("id", "desc").limit(SHOWN).execute();
  return { items: rows.map(presentFile) };
}

/** @throws {AppError} NOT_FOUND, also for somebody else's */
export async function findFile(ctx: Context, id: string): Promise<FileRow> {
  const row = await filesOf(ctx).where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new AppError("NOT_FOUND");
  return row;
}

/** Keeps a file and says what is in it; nothing is counted yet. */
export async function uploadFile(ctx: Context, request: FastifyRequest): Promise<PurchaseFile> {
  const file = await uploadedFile(request, UPLOAD_LIMIT);
  await forgetStale(ctx);
  const id = ctx.ids.uuid();
  const path = purchasePath(ctx, id);
  await mkdir(folder(ctx), { recursive: true });
  try {
    await writeUpload(file, path);
    const format = await detectFormat(path);
    const { names, rows } = await readBeginning(path, format, LOOK);
    const { columns, mapping } = recognise(names, rows);
    const row = await ctx.tx((tx) =>
      tx
        .insertInto("purchase_files")
        .values({
          tenant_id: ctx.tenantId,
          id,
          file_name: file.filename,
          format: JSON.stringify({ ...format, columns } satisfies Recognised),
          mapping: JSON.stringify(mapping),
          state: "uploaded",
          created_by: ctx.actor.id,
          created_at: ctx.now(),
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    );
    return presentFile(row);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function forgetStale(ctx: Context): Promise<void> {
  const before = new Date(ctx.now().getTime() - KEPT_MS);
  const stale = await ctx.db
    .deleteFrom("purchase_files")
    .where("tenant_id", "=", ctx.tenantId)
    .where("state", "=", "uploaded")
    .where("created_at", "<", before)
    .returning("id")
    .execute();
  for (const { id } of stale) await rm(purchasePath(ctx, id), { force: true });
}

/** Takes a whole file back. @throws {AppError} NOT_FOUND; INVALID_STATE unless it was taken */
export async function undoFile(ctx: Context, id: string): Promise<PurchaseFile> {
  await findFile(ctx, id);
  await ctx.tx(async (tx) => {
    const row = await tx
      .updateTable("purchase_files")
      .set({ state: "undone", finished_at: ctx.now() })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .where("state", "=", "taken")
      .returning("added")
      .executeTakeFirst();
    if (row === undefined) throw new AppError("INVALID_STATE");
    const gone = await deletePurchases(tx, ctx.tenantId, id, row.added);
    await ctx.audit(tx, { action: "loyalty.undoFile", object: `purchase file ${id}`, detail: { purchases: gone } });
  });
  return presentFile(await findFile(ctx, id));
}

export function presentFile(row: FileRow): PurchaseFile {
  const { columns } = row.format as Recognised;
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    columns: columns.map(({ name, samples, role }) => ({ name, samples: [...samples], role })),
    mapping: row.mapping as PurchaseFile["mapping"],
    rowsRead: row.rows_read,
    accepted: row.rows_accepted,
    known: row.rows_known,
    returns: row.rows_returns,
    rejected: row.rows_rejected,
    rejects: row.rejects as PurchaseFile["rejects"],
    addedCustomers: row.added.length,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}
