import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { MultipartFile } from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { cutText, storableText } from "./clean-text.js";
import { AppError } from "./errors.js";

const LONGEST_NAME = 200;

/**
 * The file of a form, not read yet; its name is one that can be stored.
 *
 * @param limit bytes
 * @throws {AppError} INVALID_INPUT when the form holds none, or breaks off before it
 */
export async function uploadedFile(request: FastifyRequest, limit: number): Promise<MultipartFile> {
  const file = request.isMultipart() ? await request.file({ limits: { fileSize: limit } }).catch(refuseCut) : undefined;
  if (file === undefined) throw new AppError("INVALID_INPUT", [{ path: "file", "zh-CN": "请选择一个文件", en: "Choose a file" }]);
  file.filename = cutText(storableText(file.filename ?? ""), LONGEST_NAME);
  return file;
}

/** @throws {AppError} INVALID_INPUT when the form breaks off; TOO_LARGE */
export async function writeUpload({ file }: MultipartFile, path: string): Promise<void> {
  await pipeline(file, createWriteStream(path)).catch(refuseCut);
  if (file.truncated) throw new AppError("TOO_LARGE");
}

/** A form that broke off on its way is the sender's, not a failure of the house. */
function refuseCut(error: unknown): never {
  if (error instanceof Error && /end of multipart data/i.test(error.message))
    throw new AppError("INVALID_INPUT", [
      { path: "file", "zh-CN": "文件没有传完整，请再传一次", en: "The file did not arrive whole; send it again" },
    ]);
  throw error;
}
