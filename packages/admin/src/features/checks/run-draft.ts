/** A check under way: kept on the device after every answer, so that neither a reload nor a dead battery costs it. */
export type RunDraft = {
  readonly clientKey: string;
  readonly list: number;
  readonly version: number;
  readonly kind: "audit" | "mystery" | "spot";
  readonly unitId: number | null;
  readonly product?: string | undefined;
  /** per item; `undefined` not yet looked at, `null` not applicable */
  readonly values: Readonly<Record<string, number | null>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly remark: string;
};

const PREFIX = "manyi.check-draft.";

export function readDraft(owner: string): RunDraft | null {
  try {
    const kept = localStorage.getItem(PREFIX + owner);
    return kept === null ? null : (JSON.parse(kept) as RunDraft);
  } catch {
    return null;
  }
}

export function keepDraft(owner: string, draft: RunDraft | null): void {
  if (draft === null) localStorage.removeItem(PREFIX + owner);
  else localStorage.setItem(PREFIX + owner, JSON.stringify(draft));
}
