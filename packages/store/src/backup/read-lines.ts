import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { StoreRefusal } from "../refusal.js";
import type { Mark } from "./format.js";
import { SEAL_MARK, unsealing, wrongPassphrase } from "./seal.js";

/** True when the file wants a passphrase. */
export async function isSealed(file: string): Promise<boolean> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SEAL_MARK.length), 0, SEAL_MARK.length, 0);
    return bytesRead === SEAL_MARK.length && buffer.equals(SEAL_MARK);
  } finally {
    await handle.close();
  }
}

/**
 * The lines of a backup: a string is a row, anything else a mark, `raw` the line as it stands in the file.
 *
 * @throws {StoreRefusal} BACKUP_SEALED, BACKUP_DAMAGED
 */
export async function* readLines(file: string, passphrase: string | undefined): AsyncGenerator<{ value: string | Mark; raw: string }> {
  const sealed = await isSealed(file);
  if (sealed && passphrase === undefined) {
    throw new StoreRefusal("BACKUP_SEALED", {
      "zh-CN": "这份备份有口令。请提供口令。",
      en: "This backup is sealed. Give its passphrase.",
    });
  }
  try {
    for await (const raw of linesOf(unpacked(file, sealed ? passphrase : undefined))) {
      yield { value: JSON.parse(raw) as string | Mark, raw };
    }
  } catch (error) {
    if (error instanceof StoreRefusal) throw error;
    // a wrong key gives noise, which gzip refuses before the seal can
    if (sealed && error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) throw wrongPassphrase();
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error && String(error.code).startsWith("Z_"))) throw damaged();
    throw error;
  }
}

/** The file is not a backup, or not all of one. */
export function damaged(): StoreRefusal {
  return new StoreRefusal("BACKUP_DAMAGED", {
    "zh-CN": "这个文件不是完整的满意备份：内容被截断或改动过。请换一份备份。",
    en: "This file is not a whole Manyi backup: it was cut short or changed. Use another one.",
  });
}

function unpacked(file: string, passphrase: string | undefined): Readable {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const done = () => {};
  return passphrase === undefined ? pipeline(source, gunzip, done) : pipeline(source, unsealing(passphrase), gunzip, done);
}

async function* linesOf(source: Readable): AsyncGenerator<string> {
  source.setEncoding("utf8");
  let rest = "";
  for await (const chunk of source as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") throw damaged();
}
