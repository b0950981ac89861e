/** What was, is and may come again. `mark` joins edits of one field into one step. */
export type History<T> = {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  readonly mark: { readonly name: string; readonly at: number } | null;
};

/** Edits of one field that follow within this time are one step back. */
const JOIN_MS = 1500;
const MOST = 200;

/** A history that begins here. */
export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], mark: null };
}

/**
 * One edit. Typing in the same field within a second and a half stays one step; anything new ends what could be done again.
 *
 * @param name the field edited, or null for an edit that always stands alone
 * @param at milliseconds, any zero
 */
export function edit<T>(history: History<T>, next: T, name: string | null, at: number): History<T> {
  if (next === history.present) return history;
  const mark = name === null ? null : { name, at };
  const joins = mark !== null && history.mark?.name === name && at - history.mark.at < JOIN_MS;
  return { past: joins ? history.past : [...history.past, history.present].slice(-MOST), present: next, future: [], mark };
}

/** One step back; at the beginning nothing changes. */
export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], mark: null };
}

/** One step forward again. */
export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, mark: null };
}
