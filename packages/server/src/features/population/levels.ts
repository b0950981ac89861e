import type { PopulationDimension } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";
import type { Context } from "../../platform/context.js";
import { ask, labelsOf, readUnits } from "../figures/index.js";

/** A level of a dimension: as the answers carry it, what it is called, and for units what it lies below. */
export type Level = { readonly level: string; readonly label: LocalText; readonly parent: string | null; readonly code: string };

export const DIMENSIONS: readonly PopulationDimension[] = ["segment", "unit", "touchpoint", "channel", "locale"];

/** Every level each dimension can have; units within the reader's scope. */
export async function readLevels(ctx: Context): Promise<ReadonlyMap<PopulationDimension, readonly Level[]>> {
  const asked = await ask(ctx, { compare: "none", weighting: "none" });
  const [segment, touchpoint, channel, locale, units, codes] = await Promise.all([
    labelsOf(asked, "segment"),
    labelsOf(asked, "touchpoint"),
    labelsOf(asked, "channel"),
    labelsOf(asked, "locale"),
    readUnits(ctx),
    readCodes(ctx),
  ]);
  const plain = (labels: Awaited<ReturnType<typeof labelsOf>>, dimension: string): Level[] =>
    [...labels].map(([key, { label }]) => ({
      level: String(key),
      label,
      parent: null,
      code: codes.get(`${dimension} ${String(key)}`) ?? String(key),
    }));
  return new Map<PopulationDimension, readonly Level[]>([
    ["segment", plain(segment, "segment")],
    ["touchpoint", plain(touchpoint, "touchpoint")],
    ["channel", plain(channel, "channel")],
    ["locale", plain(locale, "locale")],
    [
      "unit",
      units.map(({ id, parent_id, name }) => ({
        level: String(id),
        label: name,
        parent: parent_id === null ? null : String(parent_id),
        code: codes.get(`unit ${id}`) ?? String(id),
      })),
    ],
  ]);
}

/** The organisation's own codes, by which a file may name a level. */
async function readCodes({ db, tenantId }: Context): Promise<ReadonlyMap<string, string>> {
  const tables = [
    ["segment", "segments"],
    ["touchpoint", "touchpoints"],
    ["unit", "org_units"],
  ] as const;
  const found = await Promise.all(
    tables.map(async ([dimension, table]) => {
      const rows = await db.selectFrom(table).select(["id", "code"]).where("tenant_id", "=", tenantId).execute();
      return rows.map(({ id, code }): [string, string] => [`${dimension} ${id}`, code]);
    }),
  );
  return new Map(found.flat());
}
