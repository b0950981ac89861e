/** Where the store says what it does, in plain sentences. pino's logger fits; tests pass `quiet`. */
export type Log = {
  readonly info: (message: string) => void;
  readonly warn: (message: string) => void;
  readonly error: (message: string) => void;
};

/** A log that keeps nothing. */
export const quiet: Log = { info: () => {}, warn: () => {}, error: () => {} };
