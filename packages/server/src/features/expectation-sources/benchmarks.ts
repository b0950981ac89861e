import type { Context } from "../../platform/context.js";
import { knownOf } from "./list-entries.js";

export type Benchmark = {
  readonly attribute: string;
  readonly competitor: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly method: string;
  readonly licence: string | null;
  readonly region: string | null;
  readonly from: string;
  readonly to: string;
} & ReturnType<typeof knownOf>;

/** The newest benchmark of every attribute, competitor and source up to a day; those of one segment only are left out. */
export async function readBenchmarks({ db, tenantId }: Context, until: string): Promise<Benchmark[]> {
  const rows = await db
    .selectFrom("expectation_sources")
    .distinctOn(["attribute_code", "label", "source", "unit", "region"])
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("kind", "=", "competitor")
    .where("attribute_code", "is not", null)
    .where("segment_id", "is", null)
    .where("to_day", "<=", until)
    .orderBy("attribute_code")
    .orderBy("label")
    .orderBy("source")
    .orderBy("unit")
    .orderBy("region")
    .orderBy("to_day", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    attribute: row.attribute_code!,
    competitor: row.label,
    value: row.value,
    unit: row.unit,
    source: row.source,
    method: row.method ?? "",
    licence: row.licence,
    region: row.region,
    from: row.from_day,
    to: row.to_day,
    ...knownOf(row),
  }));
}
