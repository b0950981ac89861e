import type { Generated } from "kysely";
import type { Day, Instant, Json, MaybeInstant, MaybeJson } from "./columns.js";

export type SamplesTable = {
  tenant_id: number;
  id: string;
  title: string;
  source: "customers" | "file";
  file_name: string | null;
  filters: Json<{
    readonly unit: number | null;
    readonly segment: number | null;
    readonly contact: "any" | "phone" | "email";
    readonly restDays: number;
  }>;
  framed_on: Day;
  source_n: number;
  frame_n: number;
  exclusions: Json<readonly { readonly reason: string; readonly n: number }[]>;
  scope_units: number[] | null;
  design: MaybeJson<unknown>;
  seed: string | null;
  start: number | null;
  drawn_n: number | null;
  draws: Generated<number>;
  drawn_by: string | null;
  drawn_at: MaybeInstant;
  survey_id: number | null;
  link_id: string | null;
  created_by: string | null;
  created_at: Instant;
};

export type SamplePeopleTable = {
  tenant_id: number;
  sample_id: string;
  position: number;
  customer_id: string | null;
  external_id: string | null;
  name: string | null;
  phone: string | null;
  email: string | null;
  unit_id: number | null;
  segment_id: number | null;
  stratum: string | null;
  probability: number | null;
  invitation_id: string | null;
};
