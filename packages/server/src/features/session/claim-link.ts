import type { Role } from "@manyi/core/access";
import type { Tx } from "@manyi/store";
import { writeAudit } from "../../platform/audit.js";
import { type Context, type Locale, OWN_ORGANISATION } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { Services } from "../../platform/services.js";
import { type Invitation, takeLink } from "./one-time-links.js";
import { hasAccount } from "./queries.js";

type Claim = { readonly token: string; readonly email: string; readonly name: string; readonly password: string; readonly locale: Locale };
type Place = { readonly tenantId: number; readonly roles: readonly Role[]; readonly unitIds: readonly number[] };

/**
 * Makes the account a one-time link stands for. Link, account and memberships are one transaction: when it fails the link is still good.
 * The first account is admin and CX manager, in the demo organisation too, which it looks at first.
 *
 * @throws {AppError} LINK_USED; INVALID_INPUT when the invitation is for another address
 */
export async function claimLink(ctx: Context, services: Services, claim: Claim): Promise<void> {
  const email = claim.email.toLowerCase();
  const password = await services.auth.hashPassword(claim.password);
  await ctx.tx(async (tx) => {
    const invitation = await takeLink(tx, claim.token, ctx.now());
    if (invitation === null) throw new AppError("LINK_USED");
    if (invitation.kind === "member" && invitation.email !== email) {
      throw new AppError("INVALID_INPUT", [
        { path: "body.email", "zh-CN": "请使用收到邀请的邮箱。", en: "Use the address that was invited." },
      ]);
    }
    const places = await placesOf(tx, invitation);
    const userId = await accountFor(tx, ctx, services, { ...claim, email, passwordHash: password, lookedAt: places.at(-1)!.tenantId });
    for (const place of places) {
      await tx
        .insertInto("memberships")
        .values({
          tenant_id: place.tenantId,
          user_id: userId,
          roles: JSON.stringify(place.roles),
          unit_ids: JSON.stringify(place.unitIds),
          created_at: ctx.now(),
        })
        .onConflict((conflict) => conflict.columns(["tenant_id", "user_id"]).doNothing())
        .execute();
      await writeAudit(
        tx,
        { tenantId: place.tenantId, actor: { kind: "user", id: userId, name: claim.name }, at: ctx.now(), origin: null },
        { action: "session.claim", object: `user ${userId}`, detail: { roles: place.roles } },
      );
    }
  });
}

async function placesOf(tx: Tx, invitation: Invitation): Promise<readonly Place[]> {
  if (invitation.kind === "member") return [invitation];
  // two first links cannot both win: each start keeps one, and taking it locked its row
  if (await hasAccount(tx)) throw new AppError("LINK_USED");
  const demo = await tx.selectFrom("tenants").select("id").where("is_demo", "=", true).executeTakeFirst();
  const roles: readonly Role[] = ["admin", "cx_manager"];
  const places = [{ tenantId: OWN_ORGANISATION, roles, unitIds: [] }];
  return demo === undefined ? places : [...places, { tenantId: demo.id, roles, unitIds: [] }];
}

/** The account with this address: a new one, or the existing one when its password was given. */
async function accountFor(
  tx: Tx,
  ctx: Context,
  services: Services,
  wanted: { email: string; name: string; locale: Locale; password: string; passwordHash: string; lookedAt: number },
): Promise<string> {
  const existing = await tx.selectFrom("auth_users").select("id").where("email", "=", wanted.email).executeTakeFirst();
  if (existing !== undefined) {
    const cookies = await services.auth.signIn({ email: wanted.email, password: wanted.password }, { userAgent: "" });
    if (cookies !== null) return existing.id;
    throw new AppError("INVALID_INPUT", [
      { path: "body.password", "zh-CN": "这个邮箱已有账号，请输入它的密码。", en: "This address has an account; enter its password." },
    ]);
  }
  const now = ctx.now();
  const id = ctx.ids.uuid();
  await tx
    .insertInto("auth_users")
    .values({
      id,
      name: wanted.name,
      email: wanted.email,
      email_verified: false,
      image: null,
      locale: wanted.locale,
      last_tenant_id: wanted.lookedAt,
      created_at: now,
      updated_at: now,
    })
    .execute();
  await tx
    .insertInto("auth_accounts")
    .values({
      id: ctx.ids.uuid(),
      account_id: id,
      provider_id: "credential",
      user_id: id,
      access_token: null,
      refresh_token: null,
      id_token: null,
      scope: null,
      password: wanted.passwordHash,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return id;
}
