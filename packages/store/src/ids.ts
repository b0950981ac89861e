import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "./store.js";

/**
 * A UUID of version 7 (RFC 9562): sorts by the time it was made.
 *
 * @param now milliseconds since 1970, 0 … 2^48 − 1
 * @param random ten random bytes, from the system unless a test holds them still
 * @throws {RangeError} when `now` does not fit
 * @example
 * uuidv7(1645557742000, new Uint8Array(10)) // => "017f22e2-79b0-7000-8000-000000000000"
 */
export function uuidv7(now: number = Date.now(), random: Uint8Array = randomBytes(10)): string {
  if (!Number.isInteger(now) || now < 0 || now >= 2 ** 48) throw new RangeError(`uuidv7 needs milliseconds since 1970, got ${now}`);
  return spell([...bytesOf(now), ...random.slice(0, 10)], 0x70);
}

/**
 * A UUID of version 4: says nothing about when it was made, as anonymous voices need.
 *
 * @param random sixteen random bytes
 * @example
 * uuidv4(new Uint8Array(16)) // => "00000000-0000-4000-8000-000000000000"
 */
export function uuidv4(random: Uint8Array = randomBytes(16)): string {
  return spell([...random.slice(0, 16)], 0x40);
}

/**
 * The next small whole number of its kind within an organisation: units, surveys, touchpoints … Held until the transaction ends, so
 * numbers have no gaps that a rollback did not make.
 *
 * @param kind the table's name, for example "org_units"
 * @returns 1, 2, 3 …
 */
export async function nextId(tx: Db, tenantId: number, kind: string): Promise<number> {
  const row = await tx
    .insertInto("counters")
    .values({ tenant_id: tenantId, kind, last: 1 })
    .onConflict((conflict) => conflict.columns(["tenant_id", "kind"]).doUpdateSet({ last: sql<number>`counters.last + 1` }))
    .returning("last")
    .executeTakeFirstOrThrow();
  return row.last;
}

function bytesOf(now: number): number[] {
  return [5, 4, 3, 2, 1, 0].map((place) => Math.floor(now / 2 ** (8 * place)) % 256);
}

function spell(bytes: number[], version: number): string {
  if (bytes.length !== 16) throw new RangeError("not enough random bytes");
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | version;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
