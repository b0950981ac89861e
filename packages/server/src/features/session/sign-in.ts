import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { identityOfUser } from "../../platform/identify.js";
import { contextOf, type Services } from "../../platform/services.js";
import { clearGuard, countAttempt } from "./guard.js";
import { warnOwner } from "./warn-owner.js";

type Wire = { readonly request: FastifyRequest; readonly reply: FastifyReply };
const SIGN_IN_LIMIT = { perMinute: 60, burst: 60 };

/**
 * Checks the password and sets the session cookie. Wrong address, wrong password and a closed account answer alike.
 *
 * @throws {AppError} SIGN_IN_FAILED; RATE_LIMITED while the address is locked after wrong passwords
 */
export async function signIn(
  ctx: Context,
  services: Services,
  credentials: { email: string; password: string },
  { request, reply }: Wire,
): Promise<{ ok: true }> {
  const wait = services.limiter.take(`sign-in ${request.ip}`, SIGN_IN_LIMIT);
  if (wait !== null) throw new AppError("RATE_LIMITED", [], wait);
  const email = credentials.email.toLowerCase();
  const { rests } = await countAttempt(ctx, services, email);
  const cookies = await services.auth.signIn({ email, password: credentials.password }, { userAgent: request.headers["user-agent"] ?? "" });
  if (cookies === null) {
    if (rests) await warnOwner(ctx, services, email);
    throw new AppError("SIGN_IN_FAILED");
  }
  const user = await ctx.db.selectFrom("auth_users").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  const identity = await identityOfUser(services, user.id);
  if (identity === null) {
    await services.auth.endSessions(user.id);
    throw new AppError("SIGN_IN_FAILED");
  }
  await clearGuard(ctx, services, email);
  const own = contextOf(services, identity, request.id);
  await own.tx((tx) => own.audit(tx, { action: "session.signIn", object: "" }));
  for (const cookie of cookies) reply.header("set-cookie", cookie);
  return { ok: true };
}

/** Ends this session, here and on the server. */
export async function signOut(services: Services, { request, reply }: Wire): Promise<{ ok: true }> {
  for (const cookie of await services.auth.signOut(request.headers.cookie ?? "")) reply.header("set-cookie", cookie);
  return { ok: true };
}
