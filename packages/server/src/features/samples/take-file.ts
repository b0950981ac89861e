import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

/** A list of people is no archive: larger ones are narrowed first. */
const UPLOAD_LIMIT = 100 * 1024 * 1024;

export type Taken = { readonly path: string; readonly fileName: string; readonly plan: string | null };

/**
 * Keeps a brought file for as long as it is being read; afterwards it is gone.
 *
 * @throws {AppError} INVALID_INPUT when the form holds no file or breaks off; TOO_LARGE
 */
export async function withFile<T>(ctx: Context, request: FastifyRequest, read: (taken: Taken) => Promise<T>): Promise<T> {
  const file = request.isMultipart() ? await request.file({ limits: { fileSize: UPLOAD_LIMIT } }).catch(refuseCut) : undefined;
  if (file === undefined) throw new AppError("INVALID_INPUT", [{ path: "file", "zh-CN": "请选择一个文件", en: "Choose a file" }]);
  const folder = join(ctx.config.dataDir, "samples");
  const path = join(folder, ctx.ids.uuid());
  await mkdir(folder, { recursive: true });
  try {
    await pipeline(file.file, createWriteStream(path)).catch(refuseCut);
    const field = file.fields.plan;
    const plan = field !== undefined && "value" in field && typeof field.value === "string" ? field.value : null;
    return await read({ path, fileName: file.filename.slice(0, 200), plan });
  } finally {
    await rm(path, { force: true });
  }
}

/** A form that broke off on its way is the sender's, not a failure of the house. */
function refuseCut(error: unknown): never {
  if (error instanceof Error && /end of multipart data/i.test(error.message))
    throw new AppError("INVALID_INPUT", [
      { path: "file", "zh-CN": "文件没有传完整，请再传一次", en: "The file did not arrive whole; send it again" },
    ]);
  throw error;
}
