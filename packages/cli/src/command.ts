import type { Words } from "./words.js";

/** Where a command reads from and writes to; tests hold these still. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** resolves when the person or the system asks the command to end */
  readonly interrupted: () => Promise<void>;
};

/** How a command ends: done, failed, or asked in a way it does not understand. */
export const EXIT = { done: 0, failed: 1, misused: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** One word after `manyi`. */
export type Command = {
  /** what follows the name, for example "<file> [--passphrase-file <file>]" */
  readonly usage: string;
  /** more than the one line in the list: what it does, what the options mean */
  readonly help: Words;
  readonly run: (args: readonly string[], around: Surroundings) => Promise<ExitCode>;
};

/** The caller's words make no sense; the message says which. Ends with exit code 2. */
export class Misuse extends Error {
  constructor(readonly words: Words) {
    super(words.en);
  }
}

/** The command cannot go on; the message ends with what to do. Ends with exit code 1. */
export class Failure extends Error {
  constructor(readonly words: Words) {
    super(words.en);
  }
}
