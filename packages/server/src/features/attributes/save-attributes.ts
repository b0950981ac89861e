import type { api } from "@manyi/contracts";
import { type AttributeFault, attributeFaults, attributeLevels } from "@manyi/core/measures";
import { nextId } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { readCatalog } from "../figures/index.js";
import { countAsking, readAttributes, versionOf } from "./queries.js";
import { recordWeights } from "./record-weights.js";

type Body = z.output<typeof api.attributes.save.body>;
type Fault = AttributeFault | "BAD_CODE" | "IN_USE";

const FAULTS: Readonly<Record<Fault, { readonly "zh-CN": string; readonly en: string }>> = {
  DUPLICATE: { "zh-CN": "编码重复", en: "this code stands twice" },
  NO_PARENT: { "zh-CN": "没有上级要素", en: "its parent is missing" },
  CYCLE: { "zh-CN": "上级又在它的下级里", en: "its parent stands below it" },
  TOO_DEEP: { "zh-CN": "最多三级", en: "three levels at most" },
  WEIGHT_SUM: { "zh-CN": "同级权重之和要等于 1", en: "the weights of siblings total 1" },
  BAD_CODE: { "zh-CN": "编码不能有逗号和冒号", en: "a code has no comma and no colon" },
  IN_USE: { "zh-CN": "还有问卷在问或词表在用，不能删除", en: "a survey asks it or a topic explains it, so it stays" },
};

/**
 * Puts a whole tree in force. An attribute keeps its place while its code stays; a code that nobody asks any more may be left out.
 *
 * @throws {AppError} INVALID_INPUT for a tree that cannot be used; CONFLICT when somebody saved meanwhile
 */
export async function saveAttributes(ctx: Context, { version, items }: Body): Promise<{ version: string }> {
  const { tenantId } = ctx;
  refuse(attributeFaults(items));
  const levels = attributeLevels(items);
  const { surveys } = await readCatalog(ctx);
  return ctx.tx(async (tx) => {
    await tx.selectFrom("tenants").select("id").where("id", "=", tenantId).forUpdate().execute();
    const rows = await readAttributes(tx, tenantId);
    if (versionOf(rows) !== version) throw new AppError("CONFLICT");
    const wanted = new Set(items.map(({ code }) => code));
    const gone = rows.filter(({ code }) => !wanted.has(code)).map(({ code }) => code);
    const topics = await tx.selectFrom("topics").select("attribute_code").where("tenant_id", "=", tenantId).execute();
    const used = new Set([...countAsking(surveys).keys(), ...topics.map(({ attribute_code }) => attribute_code)]);
    const byCode = new Map(rows.map((row) => [row.code, row]));
    // a code that surveys ask already may look as it likes
    const isBad = (code: string) => !byCode.has(code) && !used.has(code) && /[,:]/.test(code);
    refuse([
      ...gone.filter((code) => used.has(code)).map((code) => ({ code, fault: "IN_USE" as const })),
      ...[...wanted].filter(isBad).map((code) => ({ code, fault: "BAD_CODE" as const })),
    ]);
    if (gone.length > 0) await tx.deleteFrom("attributes").where("tenant_id", "=", tenantId).where("code", "in", gone).execute();
    for (const { code, name, parentCode, weight } of items) {
      const row = { parent_code: parentCode, level: levels.get(code) ?? 1, name: JSON.stringify(name), weight };
      const known = byCode.get(code);
      if (known === undefined) {
        const id = await nextId(tx, tenantId, "attributes");
        await tx
          .insertInto("attributes")
          .values({ tenant_id: tenantId, id, code, ...row })
          .execute();
      } else {
        await tx.updateTable("attributes").set(row).where("tenant_id", "=", tenantId).where("id", "=", known.id).execute();
      }
    }
    await recordWeights(
      ctx,
      tx,
      rows.map(({ code, parent_code: parent, weight }) => ({ code, parent, weight })),
      items.map(({ code, parentCode: parent, weight }) => ({ code, parent, weight })),
    );
    const weights = Object.fromEntries(items.flatMap(({ code, weight }) => (weight === null ? [] : [[code, weight]])));
    await ctx.audit(tx, { action: "attributes.save", object: "attributes", detail: { attributes: items.length, removed: gone, weights } });
    return { version: versionOf(await readAttributes(tx, tenantId)) };
  });
}

function refuse(faults: readonly { readonly code: string; readonly fault: Fault }[]): void {
  if (faults.length === 0) return;
  throw new AppError(
    "INVALID_INPUT",
    faults.map(({ code, fault }) => ({
      path: `body.items.${code}`,
      "zh-CN": `${code}：${FAULTS[fault]["zh-CN"]}`,
      en: `${code}: ${FAULTS[fault].en}`,
    })),
  );
}
