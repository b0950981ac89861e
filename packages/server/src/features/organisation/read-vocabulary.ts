import type { Vocabulary } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { presentUnit } from "./present.js";
import { choices, unitsInScope } from "./queries.js";

/** Ways an answer or a complaint can come in, and kinds of voices. Closed lists: they are words of the product, not of an organisation. */
const CHANNELS = ["qr", "link", "embed", "email", "sms", "kiosk", "phone", "store", "chat", "web", "api"];
const SOURCES = ["survey", "review", "call", "chat", "audit", "interview", "complaint", "verification"];

/** Everything the filter bar and the forms offer, within the reader's scope. */
export async function readVocabulary(ctx: Context): Promise<Vocabulary> {
  const [units, lists] = await Promise.all([unitsInScope(ctx), choices(ctx.db, ctx.tenantId)]);
  const visible = new Set(units.map((unit) => unit.id));
  return {
    units: units.map((unit) => presentUnit(unit, (id) => visible.has(id))),
    touchpoints: lists.touchpoints,
    segments: lists.segments,
    attributes: lists.attributes.map(({ parent_code, ...attribute }) => ({ ...attribute, parentCode: parent_code })),
    surveys: lists.surveys,
    channels: [...CHANNELS],
    sources: [...SOURCES],
  };
}
