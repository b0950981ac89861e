import { parseArgs } from "node:util";
import { Misuse } from "./command.js";

/** A command's words, and the values of its options. */
export type Spoken<O extends string> = { readonly words: readonly string[]; readonly values: { readonly [name in O]?: string } };

/**
 * Reads a command's words.
 *
 * @param options names of the options that take a value, without dashes
 * @param most how many words besides options it takes
 * @throws {Misuse} for an unknown option, a missing value or a word too many
 * @example
 * readWords(["a.manyi", "--passphrase-file", "p"], ["passphrase-file"], 1) // => { words: ["a.manyi"], values: { "passphrase-file": "p" } }
 */
export function readWords<O extends string>(args: readonly string[], options: readonly O[], most: number): Spoken<O> {
  const { values, positionals } = parse(args, options);
  const extra = positionals[most];
  if (extra !== undefined) throw new Misuse({ "zh-CN": `多出了“${extra}”。`, en: `“${extra}” is one word too many.` });
  return { words: positionals, values: values as { readonly [name in O]?: string } };
}

function parse(args: readonly string[], options: readonly string[]) {
  try {
    const known = Object.fromEntries(options.map((name) => [name, { type: "string" as const }]));
    return parseArgs({ args: [...args], options: known, allowPositionals: true });
  } catch (error) {
    const what = error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
    throw new Misuse({ "zh-CN": `选项不对：${what}`, en: what });
  }
}
