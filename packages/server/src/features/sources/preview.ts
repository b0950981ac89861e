import type { api, InboundMapping } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { maskPii } from "@manyi/core/text";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { maskName } from "../../platform/mask.js";
import { requireInScope } from "../../platform/scope.js";
import { readPlaces } from "./places.js";
import { placeItems } from "./voices-of.js";

type Body = z.output<typeof api.sources.preview.body>;
type Reply = z.input<typeof api.sources.preview.reply>;

const SHOWN = 20;

/** Reads a pasted payload as a delivery would be read. Stores nothing. @throws {AppError} INVALID_INPUT when it is no JSON */
export async function preview(ctx: Context, { payload, ...door }: Body): Promise<Reply> {
  requireInScope(ctx, door.unitId);
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    throw new AppError("INVALID_INPUT", [{ path: "body.payload", "zh-CN": "这段内容不是 JSON", en: "This is no JSON" }]);
  }
  const mapping: InboundMapping = door.mapping;
  const places = await readPlaces(ctx.db, ctx.tenantId, mapping);
  const { placed, faults } = placeItems({ ...door, tenantId: ctx.tenantId, scope: "preview" }, places, value, ctx.now());
  const shown = (text: string) => (ctx.permissions.has("voices:identify") ? text : maskPii(text));
  return {
    items: placed.slice(0, SHOWN).map(({ index, item, texts, localDay, unit, touchpoint }) => ({
      index,
      texts: texts.map(shown),
      rating: item.rating,
      platform: item.platform ?? mapping.platform ?? null,
      product: item.product,
      author: item.author === null ? null : maskName(item.author),
      id: item.id,
      url: item.url,
      on: isoDateOf(localDay),
      unit: unit?.name ?? null,
      touchpoint: touchpoint?.name ?? null,
    })),
    faults: faults.slice(0, SHOWN).map((fault) => ({ ...fault })),
  };
}
