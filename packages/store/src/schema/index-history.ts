import type { Json, MaybeInstant } from "./columns.js";

export type AttributeWeightsTable = {
  tenant_id: number;
  version: number;
  tree: Json<readonly { readonly code: string; readonly parent: string | null; readonly weight: number | null }[]>;
  changed_by: string | null;
  changed_at: MaybeInstant;
};
