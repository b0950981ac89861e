import type { Role } from "@manyi/core/access";
import type { Db, Tx } from "@manyi/store";
import type { Ids } from "../../platform/context.js";
import { tokenHash } from "../../platform/ids.js";
import { hasAccount } from "./queries.js";

const DAY_MS = 86_400_000;

/** What a link to make an account stands for. */
export type Invitation =
  | { readonly kind: "first_account" }
  | {
      readonly kind: "member";
      readonly tenantId: number;
      readonly email: string;
      readonly name: string;
      readonly roles: readonly Role[];
      readonly unitIds: readonly number[];
    };

/** Stores the hash of a new link and returns its address; the token itself is kept nowhere. */
export async function makeLink(tx: Tx, from: { ids: Ids; now: Date; publicUrl: string }, invitation: Invitation): Promise<string> {
  const token = from.ids.token();
  const days = invitation.kind === "first_account" ? 30 : 7;
  await tx
    .insertInto("one_time_links")
    .values({
      token_hash: tokenHash(token),
      purpose: invitation.kind,
      payload: JSON.stringify(invitation),
      expires_at: new Date(from.now.getTime() + days * DAY_MS),
      used_at: null,
    })
    .execute();
  return `${from.publicUrl}/welcome?token=${token}`;
}

/** The link for the first account, made anew at every start; null once an account exists. Earlier ones stop working. */
export async function firstAccountLink(
  store: { db: Db; tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> },
  from: { ids: Ids; now: Date; publicUrl: string },
): Promise<string | null> {
  if (await hasAccount(store.db)) return null;
  return store.tx(async (tx) => {
    await tx.deleteFrom("one_time_links").where("purpose", "=", "first_account").execute();
    return makeLink(tx, from, { kind: "first_account" });
  });
}

/** Uses a link up. @returns what it stands for, or null when it is unknown, used or past its date */
export async function takeLink(tx: Tx, token: string, now: Date): Promise<Invitation | null> {
  const row = await tx
    .updateTable("one_time_links")
    .set({ used_at: now })
    .where("token_hash", "=", tokenHash(token))
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .where("purpose", "in", ["first_account", "member"])
    .returning("payload")
    .executeTakeFirst();
  return row === undefined ? null : (row.payload as Invitation);
}
