import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

/** The user id behind a session. @throws {AppError} NOT_SIGNED_IN for an API key, which is nobody's session */
export function requirePerson(ctx: Context): string {
  if (ctx.actor.kind !== "user" || ctx.actor.id === null) throw new AppError("NOT_SIGNED_IN");
  return ctx.actor.id;
}
