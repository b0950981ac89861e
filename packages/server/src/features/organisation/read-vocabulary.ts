import type { Vocabulary } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { readTopics } from "../reading/index.js";
import { presentUnit } from "./present.js";
import { choices, movesAfter, type UnitRow, unitsInScope } from "./queries.js";
import { parentsOn } from "./tree-on-day.js";

/** Ways an answer or a complaint can come in, and kinds of voices. Closed lists: they are words of the product, not of an organisation. */
const CHANNELS = ["qr", "link", "embed", "email", "sms", "kiosk", "phone", "store", "chat", "web", "api"];
const SOURCES = [
  "survey",
  "review",
  "social",
  "call",
  "chat",
  "email",
  "suggestion",
  "request",
  "note",
  "audit",
  "interview",
  "complaint",
  "verification",
];

/**
 * Everything the filter bar and the forms offer, within the reader's scope of today.
 *
 * @param day `YYYY-MM-DD`: the tree as it stood then, so that an earlier report can be read as it was
 */
export async function readVocabulary(ctx: Context, day?: string): Promise<Vocabulary> {
  const [today, lists, topics] = await Promise.all([unitsInScope(ctx), choices(ctx.db, ctx.tenantId), readTopics(ctx.db, ctx.tenantId)]);
  const units = day === undefined ? today : await unitsOn(ctx, today, day);
  const visible = new Set(units.map((unit) => unit.id));
  return {
    units: units.map((unit) => presentUnit(unit, (id) => visible.has(id))),
    touchpoints: lists.touchpoints,
    segments: lists.segments,
    attributes: lists.attributes.map(({ parent_code, ...attribute }) => ({ ...attribute, parentCode: parent_code })),
    surveys: lists.surveys,
    channels: [...CHANNELS],
    sources: [...SOURCES],
    topics: topics
      .filter(({ retired_at }) => retired_at === null)
      .map(({ id, code, parent_code, name }) => ({ id, code, parentCode: parent_code, name })),
  };
}

async function unitsOn(ctx: Context, units: readonly UnitRow[], day: string): Promise<UnitRow[]> {
  const parents = parentsOn(new Map(units.map((unit) => [unit.id, unit.parent_id])), await movesAfter(ctx.db, ctx.tenantId, day), day);
  return units.map((unit) => ({ ...unit, parent_id: parents.get(unit.id) ?? null }));
}
