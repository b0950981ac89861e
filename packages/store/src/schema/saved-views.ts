import type { Instant, Json, MaybeInstant } from "./columns.js";

export type SavedViewsTable = {
  tenant_id: number;
  id: string;
  owner_id: string | null;
  name: Json<{ readonly "zh-CN"?: string | undefined; readonly en?: string | undefined }>;
  page: string;
  search: Json<Readonly<Record<string, string | number | boolean>>>;
  visible_to: "me" | "role" | "everyone";
  role: string | null;
  created_at: Instant;
  changed_at: Instant;
  removed_at: MaybeInstant;
};

export type SavedViewUsesTable = {
  tenant_id: number;
  view_id: string;
  user_id: string;
  used_at: Instant;
};
