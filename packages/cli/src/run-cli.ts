import { type Command, EXIT, type ExitCode, Failure, Misuse, type Surroundings } from "./command.js";
import { COMMANDS } from "./commands/index.js";
import { bothLanguages, type Words } from "./words.js";

/**
 * Runs one command line, without the leading `manyi`.
 *
 * @returns 0 done, 1 failed (the reason and the cure are on the error stream in both languages), 2 asked in a wrong way
 */
export async function runCli(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  const [name = "help", ...args] = argv;
  try {
    if (["help", "--help", "-h"].includes(name)) return await help(args, around);
    const command = await load(name);
    if (args.includes("--help") || args.includes("-h")) return explain(name, command, around);
    return await command.run(args, around);
  } catch (error) {
    return fail(name, error, around);
  }
}

async function help([name]: readonly string[], around: Surroundings): Promise<ExitCode> {
  if (name !== undefined) return explain(name, await load(name), around);
  around.out("manyi <command> [options]\n");
  const width = Math.max(...Object.keys(COMMANDS).map((known) => known.length));
  for (const [known, { about }] of Object.entries(COMMANDS)) {
    around.out(`  ${known.padEnd(width)}  ${about["zh-CN"]}\n  ${" ".repeat(width)}  ${about.en}`);
  }
  around.out("\nmanyi help <command>");
  return EXIT.done;
}

function explain(name: string, command: Command, around: Surroundings): ExitCode {
  around.out(`manyi ${name} ${command.usage}`.trimEnd());
  around.out(`\n${command.help["zh-CN"]}\n\n${command.help.en}`);
  return EXIT.done;
}

async function load(name: string): Promise<Command> {
  const listed = COMMANDS[name];
  if (listed === undefined) throw new Misuse({ "zh-CN": `没有 ${name} 这个命令。`, en: `There is no command ${name}.` });
  return listed.load();
}

function fail(name: string, error: unknown, around: Surroundings): ExitCode {
  if (error instanceof Misuse) {
    around.err(bothLanguages(error.words));
    around.err(name in COMMANDS ? `manyi help ${name}` : "manyi help");
    return EXIT.misused;
  }
  const reasons = reasonsOf(error);
  if (reasons === null) around.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  else for (const words of reasons) around.err(bothLanguages(words));
  return EXIT.failed;
}

/** What a refusal says of itself: ours, the store's or the configuration's; null for a mistake in the program. */
function reasonsOf(error: unknown): readonly Words[] | null {
  if (error instanceof Failure) return [error.words];
  if (!(error instanceof Error)) return null;
  if ("text" in error && isWords(error.text)) return [error.text];
  if ("faults" in error && Array.isArray(error.faults) && error.faults.every(isWords)) return error.faults;
  if ("code" in error && error.code === "EADDRINUSE" && "port" in error) {
    return [
      {
        "zh-CN": `端口 ${error.port} 已被占用。请停止占用它的程序，或用 MANYI_PORT 指定另一个端口。`,
        en: `Port ${error.port} is taken. Stop the program that holds it, or choose another with MANYI_PORT.`,
      },
    ];
  }
  return null;
}

function isWords(value: unknown): value is Words {
  return typeof value === "object" && value !== null && "zh-CN" in value && "en" in value;
}
