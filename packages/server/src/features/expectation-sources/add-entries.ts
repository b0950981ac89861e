import { createHash } from "node:crypto";
import type { api } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError, type Fault } from "../../platform/errors.js";
import { requireInScope } from "../../platform/scope.js";
import { attributeNames } from "../figures/index.js";
import { readDictionary } from "./dictionary.js";
import { proposeRetests } from "./retests.js";

type Body = z.output<typeof api.expectationSources.add.body>;
type Added = z.input<typeof api.expectationSources.add.reply>;

const UNITS: Readonly<Record<Body["kind"], string>> = {
  search: "count",
  dwell: "s",
  statistics: "",
  market: "",
  competitor: "",
  interview: "",
  note: "",
};
const CHUNK = 1000;

/**
 * Stores entries of one kind and source. The same entry again changes nothing. A competitor that newly offers an attribute proposes to ask
 * again which tier of expectation it belongs to, once.
 *
 * @throws {AppError} NOT_FOUND for somebody who does not see the whole organisation; INVALID_INPUT for a benchmark without method, an
 *   attribute or segment that is not there, a period that ends before it starts
 */
export async function addEntries(ctx: Context, body: Body): Promise<Added> {
  // what hints at expectations belongs to the whole organisation
  requireInScope(ctx, null);
  const faults: Fault[] = [];
  if (body.kind === "competitor" && (body.method ?? "") === "")
    faults.push({ path: "body.method", "zh-CN": "标杆要写明方法，否则不保存", en: "A benchmark is not kept without its method" });
  const [attributes, segments, mapped] = await Promise.all([
    ctx.db.selectFrom("attributes").select("code").where("tenant_id", "=", ctx.tenantId).execute(),
    ctx.db.selectFrom("segments").select("id").where("tenant_id", "=", ctx.tenantId).execute(),
    readDictionary(ctx, body.kind),
  ]);
  const codes = new Set(attributes.map(({ code }) => code));
  const known = new Set(segments.map(({ id }) => id));
  const rows = body.entries.map((entry, index) => {
    const to = entry.to ?? entry.from;
    if (to < entry.from) faults.push({ path: `body.entries[${index}].to`, "zh-CN": "结束早于开始", en: "Ends before it starts" });
    if ((entry.low === undefined) !== (entry.high === undefined) || (entry.low ?? 0) > (entry.high ?? 0))
      faults.push({
        path: `body.entries[${index}].high`,
        "zh-CN": "区间要有上限和下限，上限不低于下限",
        en: "An interval has two ends, the upper not below the lower",
      });
    if (entry.attribute !== undefined && !codes.has(entry.attribute))
      faults.push({ path: `body.entries[${index}].attribute`, "zh-CN": "没有这个测评要素", en: "No such attribute" });
    if (entry.segmentId !== undefined && !known.has(entry.segmentId))
      faults.push({ path: `body.entries[${index}].segmentId`, "zh-CN": "没有这个客户细分", en: "No such segment" });
    const found = entry.attribute === undefined ? mapped(entry.label) : { code: entry.attribute, by: "hand" as const };
    const identity = [
      body.kind,
      body.source,
      entry.label,
      entry.from,
      to,
      entry.region ?? "",
      entry.segmentId ?? "",
      entry.attribute ?? "",
    ];
    return {
      tenant_id: ctx.tenantId,
      id: ctx.ids.uuid(),
      client_key: createHash("sha256").update(JSON.stringify(identity)).digest("base64url"),
      kind: body.kind,
      label: entry.label,
      attribute_code: found?.code ?? null,
      mapped_by: found?.by ?? null,
      segment_id: entry.segmentId ?? null,
      region: entry.region ?? null,
      from_day: entry.from,
      to_day: to,
      value: entry.value,
      unit: entry.unit ?? UNITS[body.kind],
      source: body.source,
      licence: body.licence ?? null,
      method: body.method ?? null,
      site_id: null,
      base: entry.base ?? null,
      low: entry.low ?? null,
      high: entry.high ?? null,
      knows_both: entry.knowsBoth ?? false,
      newly_offered: entry.newlyOffered ?? false,
      created_by: ctx.actor.id,
      created_at: ctx.now(),
    };
  });
  if (faults.length > 0) throw new AppError("INVALID_INPUT", faults.slice(0, 50));
  const nameOf = await attributeNames(ctx);
  return ctx.tx(async (tx) => {
    let stored = 0;
    for (let at = 0; at < rows.length; at += CHUNK) {
      const fresh = await tx
        .insertInto("expectation_sources")
        .values(rows.slice(at, at + CHUNK))
        .onConflict((conflict) => conflict.columns(["tenant_id", "client_key"]).doNothing())
        .returning("id")
        .execute();
      stored += fresh.length;
    }
    const retests = await proposeRetests(tx, ctx, rows, nameOf);
    return { stored, unchanged: rows.length - stored, mapped: rows.filter((row) => row.attribute_code !== null).length, retests };
  });
}
