import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import type { Services } from "../../platform/services.js";

/** Wrong passwords in a row before the address rests, and for how long: 5 → 1 minute, 10 → 15 minutes, then after every fifth. */
const FREE_TRIES = 5;
const SHORT_REST_S = 60;
const LONG_REST_S = 900;
/** Failures older than this are forgotten. */
const FORGET_S = 86_400;

/**
 * Counts a try before the password is looked at, so that many at once count too. Unknown addresses are counted like known ones.
 *
 * @returns whether the address rests from now on, should this try fail
 * @throws {AppError} RATE_LIMITED with the seconds to wait while the address rests
 */
export async function countAttempt(ctx: Context, services: Services, email: string): Promise<{ readonly rests: boolean }> {
  const now = ctx.now();
  const mark = services.vault.mark("sign-in guard", email);
  const forgotten = new Date(now.getTime() - FORGET_S * 1000);
  const guard = await ctx.tx(async (tx) => {
    const row = await tx
      .insertInto("sign_in_guards")
      .values({ mark, failures: 0, last_failed_at: now, locked_until: null })
      .onConflict((conflict) => conflict.column("mark").doUpdateSet({ mark }))
      .returning(["failures", "last_failed_at", "locked_until"])
      .executeTakeFirstOrThrow();
    if (row.locked_until !== null && row.locked_until > now) return { wait: row.locked_until.getTime() - now.getTime(), rests: false };
    const failures = (row.last_failed_at < forgotten ? 0 : row.failures) + 1;
    const rest = restAfter(failures);
    await tx
      .updateTable("sign_in_guards")
      .set({
        failures,
        last_failed_at: now,
        locked_until: rest === null ? null : sql`${now}::timestamptz + make_interval(secs => ${rest})`,
      })
      .where("mark", "=", mark)
      .execute();
    return { wait: 0, rests: rest !== null };
  });
  if (guard.wait > 0) throw new AppError("RATE_LIMITED", [], Math.ceil(guard.wait / 1000));
  return guard;
}

/** Seconds of rest that follow this many tries without success, or null. */
export function restAfter(failures: number): number | null {
  if (failures % FREE_TRIES !== 0) return null;
  return failures === FREE_TRIES ? SHORT_REST_S : LONG_REST_S;
}

/** The right password forgets the wrong ones. */
export async function clearGuard(ctx: Context, services: Services, email: string): Promise<void> {
  await ctx.db.deleteFrom("sign_in_guards").where("mark", "=", services.vault.mark("sign-in guard", email)).execute();
}
