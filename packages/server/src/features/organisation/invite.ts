import type { api } from "@manyi/contracts";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { makeLink } from "../session/index.js";
import { membersOf, requireGivable } from "./members.js";

/**
 * Makes a one-time link for a further person, good for seven days. It is handed over by whoever invites; only its hash is kept.
 *
 * @throws {AppError} ALREADY_EXISTS when the address is a member here
 */
export async function invite(ctx: Context, wanted: z.output<typeof api.org.invite.body>): Promise<{ link: string }> {
  const email = wanted.email.toLowerCase();
  return ctx.tx(async (tx) => {
    await requireGivable(tx, ctx, wanted.unitIds);
    if ((await membersOf(tx, ctx.tenantId)).some((member) => member.email === email)) throw new AppError("ALREADY_EXISTS");
    const link = await makeLink(
      tx,
      { ids: ctx.ids, now: ctx.now(), publicUrl: ctx.publicUrl() },
      { kind: "member", tenantId: ctx.tenantId, email, name: wanted.name, roles: wanted.roles, unitIds: wanted.unitIds },
    );
    await ctx.audit(tx, { action: "organisation.invite", object: "", detail: { roles: wanted.roles, unitIds: wanted.unitIds } });
    return { link };
  });
}
