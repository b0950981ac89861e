import type { Db } from "@manyi/store";

const DAY_MS = 86_400_000;

/** Deletes what has ended and says nothing any more: sessions, unused links of a month ago, counts of wrong passwords. */
export async function forgetExpired(db: Db, now: Date): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
  await db.deleteFrom("auth_sessions").where("expires_at", "<", now).execute();
  await db.deleteFrom("one_time_links").where("expires_at", "<", ago(30)).execute();
  await db.deleteFrom("sign_in_guards").where("last_failed_at", "<", ago(2)).execute();
}
