import type { Instant } from "./columns.js";

export type MetricTargetsTable = {
  tenant_id: number;
  id: string;
  metric: string;
  unit_id: number | null;
  value: number | null;
  owner_id: string | null;
  from_day: number;
  set_by: string | null;
  set_at: Instant;
};
