import { readFile } from "node:fs/promises";
import { Failure } from "./command.js";

/** The first line of a file, so that a passphrase stands neither in the process list nor in the shell's history. */
export async function readPassphrase(file: string | undefined): Promise<{ passphrase?: string }> {
  if (file === undefined) return {};
  const text = await readFile(file, "utf8").catch(() => {
    throw new Failure({ "zh-CN": `读不到口令文件 ${file}。`, en: `The passphrase file ${file} cannot be read.` });
  });
  const passphrase = text.split(/\r?\n/)[0] ?? "";
  if ([...passphrase].length >= 8) return { passphrase };
  throw new Failure({
    "zh-CN": `${file} 第一行的口令太短，至少 8 个字符。`,
    en: `The passphrase in the first line of ${file} is too short; it takes 8 characters.`,
  });
}
