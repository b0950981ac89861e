import type { Instant, Json, MaybeInstant } from "./columns.js";

type LocalText = { "zh-CN"?: string; en?: string };

export type BusinessFiguresTable = {
  tenant_id: number;
  id: string;
  name: Json<LocalText>;
  unit: string;
  direction: "higher" | "lower";
  rollup: "sum" | "mean";
  source: string;
  owner_id: string | null;
  created_by: string | null;
  created_at: Instant;
  changed_at: Instant;
  retired_at: MaybeInstant;
};

export type BusinessEntriesTable = {
  tenant_id: number;
  id: string;
  figure_id: string;
  kind: "file" | "pasted" | "edited";
  source: string;
  file_name: string | null;
  rows: number;
  made_by: string | null;
  made_at: Instant;
  undone_by: string | null;
  undone_at: MaybeInstant;
};

export type BusinessValuesTable = {
  tenant_id: number;
  figure_id: string;
  unit_id: number;
  month: number;
  version: number;
  value: number | null;
  entry_id: string;
};
