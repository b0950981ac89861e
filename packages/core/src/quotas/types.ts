/** By what the people of a quota are told apart. `unit` means the unit with everything below it. */
export type QuotaDimension =
  | { readonly kind: "unit" | "channel" | "touchpoint" | "segment" | "locale" }
  /** the option chosen in a single-choice question */
  | { readonly kind: "answer"; readonly question: string };

/** One combination of levels with its own target. */
export type QuotaCell = {
  readonly id: number;
  /** one level for each dimension, in the same order: an id as text, a code, or the id of an option */
  readonly levels: readonly string[];
  /** answers wanted, a whole number ≥ 0 */
  readonly target: number;
  /** answers counted so far */
  readonly reached: number;
  /** closed by hand: nobody more, whatever the target */
  readonly isClosed: boolean;
};

/** Cells that are counted side by side. Without dimensions there is one cell, the total. */
export type Quota = {
  readonly id: number;
  /** `hard` takes no answer beyond a target, `soft` only counts and tells */
  readonly mode: "hard" | "soft";
  readonly dimensions: readonly QuotaDimension[];
  readonly cells: readonly QuotaCell[];
};

/** What is known of somebody who answers or is about to. */
export type QuotaFacts = {
  /** the own unit and those above it */
  readonly units: readonly number[];
  readonly channel: string;
  readonly touchpointId: number | null;
  readonly segmentId: number | null;
  readonly locale: string;
  /** answers so far; a question that is absent decides nothing */
  readonly answers: { readonly [question: string]: unknown };
};
