/**
 * What became of a voice: `unchanged` when its key had been stored before, `quota_full` when a cell of a quota had no place left; `id` is
 * the id of what is kept under the key. Only answers of the source `survey` are ever refused.
 */
export type Stored =
  | { readonly status: "stored" | "unchanged"; readonly id: string }
  | { readonly status: "quota_full"; readonly id: string; readonly by: { readonly quotaId: number; readonly cellId: number } };
