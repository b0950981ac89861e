import { createHmac, timingSafeEqual } from "node:crypto";
import type { Vault } from "../../platform/vault.js";

/** Names of an address that say where an answer belongs; they count only with a signature. */
export const SIGNED = ["unit", "employee", "touchpoint"] as const;
export type SignedCodes = {
  readonly [name in (typeof SIGNED)[number]]?: string | undefined;
} & {
  /** a table printed on a sheet: signed with the rest, it cannot be changed, and the link need not allow it */
  readonly table?: string | undefined;
};

export type LinkContext = {
  readonly codes: SignedCodes;
  /** what the link allows unsigned, e.g. the table, and a table that is signed */
  readonly free: Readonly<Record<string, string>>;
};

type Query = Readonly<Record<string, unknown>>;
const CODE = /^[\p{L}\p{N}_.-]{1,40}$/u;

/** The signature of codes for one link; a code changed by hand no longer fits it. */
export function signCodes(vault: Vault, slug: string, codes: SignedCodes): string {
  const text = JSON.stringify([slug, ...SIGNED.map((name) => codes[name] ?? null), ...(codes.table === undefined ? [] : [codes.table])]);
  return createHmac("sha256", vault.secret("link context")).update(text).digest("base64url").slice(0, 22);
}

/** Whether a code may stand in an address: an address with any other would lead nowhere. */
export function isAddressable(code: string): boolean {
  return CODE.test(code);
}

/** The address of a link with signed codes. */
export function signedPath(vault: Vault, slug: string, codes: SignedCodes): string {
  const query = new URLSearchParams();
  for (const name of [...SIGNED, "table"] as const) if (codes[name] !== undefined) query.set(name, codes[name]);
  query.set("sig", signCodes(vault, slug, codes));
  return `/s/${slug}?${query}`;
}

/**
 * Reads the context of an address. What a link does not allow is passed over; a signature that does not fit refuses the whole address.
 *
 * @returns null when the address was changed
 */
export function readContext(vault: Vault, slug: string, allow: readonly string[], query: Query): LinkContext | null {
  const codes: Record<string, string> = {};
  const free: Record<string, string> = {};
  for (const name of SIGNED) {
    const value = query[name];
    if (value === undefined) continue;
    if (typeof value !== "string" || !CODE.test(value)) return null;
    codes[name] = value;
  }
  if (Object.keys(codes).length > 0 || query.sig !== undefined) {
    const fits = (signed: SignedCodes) => isSame(query.sig, signCodes(vault, slug, signed));
    const { table } = query;
    if (typeof table === "string" && CODE.test(table) && fits({ ...codes, table })) free.table = table;
    else if (!fits(codes)) return null;
  }
  for (const name of allow) {
    const value = query[name];
    if (typeof value === "string" && CODE.test(value)) free[name] = value;
  }
  return { codes, free };
}

function isSame(given: unknown, due: string): boolean {
  const [a, b] = [Buffer.from(typeof given === "string" ? given : ""), Buffer.from(due)];
  return a.length === b.length && timingSafeEqual(a, b);
}
