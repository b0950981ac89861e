import type { api } from "@manyi/contracts";
import type { Db } from "@manyi/store";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { Vault } from "../../platform/vault.js";
import { usedThisMonth } from "./calls.js";

type Body = z.output<typeof api.ai.configure.body>;
type Reply = z.input<typeof api.ai.settings.reply>;

/** The language model of one organisation. */
export type AiSettings = Omit<Body, "key"> & { readonly key: string };
type Stored = Omit<Body, "key"> & { readonly sealedKey: string };

const PURPOSE = "language model key";
const OFF: AiSettings = { isOn: false, url: "", model: "", key: "", monthTokens: 1_000_000, monthCost: 0, priceIn: 0, priceOut: 0 };

export async function readAi(db: Db, vault: Vault, tenantId: number): Promise<AiSettings> {
  const row = await db.selectFrom("tenants").select("settings").where("id", "=", tenantId).executeTakeFirst();
  const stored = row?.settings.ai as Stored | undefined;
  if (stored === undefined) return OFF;
  const { sealedKey, ...rest } = stored;
  return { ...rest, key: sealedKey === "" ? "" : vault.open(PURPOSE, sealedKey) };
}

/** What is set, without the key. */
export async function readAiSettings(ctx: Context): Promise<Reply> {
  const { key, ...settings } = await readAi(ctx.db, ctx.vault, ctx.tenantId);
  return { ...settings, hasKey: key !== "", used: await usedThisMonth(ctx) };
}

/**
 * Sets address, model, key and limits. A key left out stays, unless the address changed: it was given for that one.
 *
 * @throws {AppError} INVALID_INPUT for an address that is none, a model without a name, or in the demo organisation
 */
export async function configureAi(ctx: Context, { key, ...wanted }: Body): Promise<Reply> {
  if (ctx.organisation.isDemo && wanted.isOn)
    throw wrong("isOn", "示例企业不向外发送任何内容。", "The demo organisation sends nothing out.");
  if (wanted.isOn || wanted.url !== "") checkUrl(wanted.url);
  if (wanted.isOn && wanted.model === "") throw wrong("model", "请写出模型的名字。", "Name the model.");
  await ctx.tx(async (tx) => {
    const before = await readAi(tx, ctx.vault, ctx.tenantId);
    const after = key ?? (before.url === wanted.url ? before.key : "");
    const stored: Stored = { ...wanted, sealedKey: after === "" ? "" : ctx.vault.seal(PURPOSE, after) };
    await tx
      .updateTable("tenants")
      .set({ settings: sql<string>`settings || jsonb_build_object('ai', ${JSON.stringify(stored)}::jsonb)` })
      .where("id", "=", ctx.tenantId)
      .execute();
    await ctx.audit(tx, {
      action: "ai.configure",
      object: "",
      detail: {
        isOn: wanted.isOn,
        host: hostOf(wanted.url),
        model: wanted.model,
        monthTokens: wanted.monthTokens,
        monthCost: wanted.monthCost,
      },
    });
  });
  return readAiSettings(ctx);
}

function checkUrl(url: string): void {
  if (!URL.canParse(url)) throw wrong("url", "这不是一个网址。", "This is no address.");
  const { protocol, username, password, hash } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:")
    throw wrong("url", "网址要以 http:// 或 https:// 开头。", "The address begins with http:// or https://.");
  if (username !== "" || password !== "" || hash !== "")
    throw wrong(
      "url",
      "网址里不能写用户名、密码或 #，密钥请写在密钥一栏。",
      "The address holds no user, password or #; the key has a field of its own.",
    );
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : "");

function wrong(field: string, zh: string, en: string): AppError {
  return new AppError("INVALID_INPUT", [{ path: `body.${field}`, "zh-CN": zh, en }]);
}
