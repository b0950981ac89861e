import type { api } from "@manyi/contracts";
import { nextId } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { askForRun, recordTree, treeOf } from "../reading/index.js";
import { type Fault, faultsOf, stopping, type TopicDraft } from "./drafts.js";
import { presentRun } from "./present.js";

type Body = z.output<typeof api.taxonomy.save.body>;
type Reply = z.input<typeof api.taxonomy.save.reply>;

const FAULTS: Readonly<Record<Fault["fault"], { readonly "zh-CN": string; readonly en: string }>> = {
  DUPLICATE: { "zh-CN": "编码重复", en: "This code stands twice" },
  NO_PARENT: { "zh-CN": "没有上级话题", en: "Its parent topic is missing" },
  NO_TERMS: { "zh-CN": "还没有任何词", en: "It has no words yet" },
  ONE_LANGUAGE: { "zh-CN": "只有一种语言的词", en: "It has words in one language only" },
  UNKNOWN_ATTRIBUTE: { "zh-CN": "没有这个测评要素", en: "There is no such attribute" },
};

/**
 * Puts a tree in force. Topics keep their id while their id or code stays; what is left out is retired, never removed, so that old counts
 * keep their meaning. Everything is read again; labels of people stay.
 *
 * @throws {AppError} INVALID_INPUT for a tree that cannot be used; CONFLICT when somebody saved meanwhile
 */
export async function saveTree(ctx: Context, { version, note, topics }: Body): Promise<Reply> {
  const faults = stopping(await faultsOf(ctx, topics));
  if (faults.length > 0) {
    throw new AppError(
      "INVALID_INPUT",
      faults.map(({ code, fault }) => ({
        path: `body.topics.${code}`,
        "zh-CN": `${code}：${FAULTS[fault]["zh-CN"]}`,
        en: `${code}: ${FAULTS[fault].en}`,
      })),
    );
  }
  return ctx.tx(async (tx) => {
    await tx.selectFrom("tenants").select("id").where("id", "=", ctx.tenantId).forUpdate().execute();
    const tree = await treeOf(tx, ctx.tenantId, ctx.now());
    if (tree.version !== version) throw new AppError("CONFLICT");
    const byId = new Map(tree.topics.map((topic) => [topic.id, topic]));
    const byCode = new Map(tree.topics.map((topic) => [topic.code, topic]));
    const keep = new Set<number>();
    // codes are unique: those about to change step aside first, so that two topics may swap theirs
    for (const topic of topics) {
      const known = (topic.id === undefined ? undefined : byId.get(topic.id)) ?? byCode.get(topic.code);
      if (known !== undefined) keep.add(known.id);
    }
    for (const { id, code, retired_at } of tree.topics) {
      const gone = !keep.has(id);
      const retired = gone && retired_at === null ? ctx.now() : retired_at;
      await tx
        .updateTable("topics")
        .set({ code: `${gone ? "retired" : "moving"}.${id}.${code}`.slice(0, 120), retired_at: gone ? retired : null })
        .where("tenant_id", "=", ctx.tenantId)
        .where("id", "=", id)
        .where((eb) => eb.or([eb.val(!gone), eb("retired_at", "is", null)]))
        .execute();
    }
    for (const [position, topic] of topics.entries()) {
      const known = (topic.id === undefined ? undefined : byId.get(topic.id)) ?? byCode.get(topic.code);
      const row = rowOf(topic, position);
      if (known !== undefined) {
        await tx
          .updateTable("topics")
          .set({ ...row, retired_at: null })
          .where("tenant_id", "=", ctx.tenantId)
          .where("id", "=", known.id)
          .execute();
      } else {
        await tx
          .insertInto("topics")
          .values({ tenant_id: ctx.tenantId, id: await nextId(tx, ctx.tenantId, "topics"), ...row })
          .execute();
      }
    }
    const next = await recordTree(tx, ctx.tenantId, { by: ctx.actor.id, at: ctx.now(), note: note === "" ? null : note });
    const run = await askForRun(tx, { tenantId: ctx.tenantId, id: ctx.ids.uuid(), reason: "taxonomy", by: ctx.actor.id, at: ctx.now() });
    await ctx.audit(tx, { action: "taxonomy.save", object: String(next), detail: { topics: topics.length } });
    return { version: next, run: presentRun(run) };
  });
}

function rowOf({ code, name, attribute, terms, except, opinions, benefit }: TopicDraft, position: number) {
  return {
    code,
    parent_code: code.includes(".") ? code.slice(0, code.lastIndexOf(".")) : null,
    name: JSON.stringify(name),
    attribute_code: attribute,
    words: JSON.stringify({
      terms,
      ...(except === undefined ? {} : { except }),
      ...(opinions === undefined ? {} : { opinions }),
      ...(benefit === undefined ? {} : { benefit }),
    }),
    position,
  };
}
