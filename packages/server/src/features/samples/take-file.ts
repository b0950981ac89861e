import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyRequest } from "fastify";
import type { Context } from "../../platform/context.js";
import { uploadedFile, writeUpload } from "../../platform/upload.js";

/** A list of people is no archive: larger ones are narrowed first. */
const UPLOAD_LIMIT = 100 * 1024 * 1024;

export type Taken = { readonly path: string; readonly fileName: string; readonly plan: string | null };

/**
 * Keeps a brought file for as long as it is being read; afterwards it is gone.
 *
 * @throws {AppError} INVALID_INPUT when the form holds no file or breaks off; TOO_LARGE
 */
export async function withFile<T>(ctx: Context, request: FastifyRequest, read: (taken: Taken) => Promise<T>): Promise<T> {
  const file = await uploadedFile(request, UPLOAD_LIMIT);
  const folder = join(ctx.config.dataDir, "samples");
  const path = join(folder, ctx.ids.uuid());
  await mkdir(folder, { recursive: true });
  try {
    await writeUpload(file, path);
    const field = file.fields.plan;
    const plan = field !== undefined && "value" in field && typeof field.value === "string" ? field.value : null;
    return await read({ path, fileName: file.filename, plan });
  } finally {
    await rm(path, { force: true });
  }
}
