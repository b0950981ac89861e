import { createHash, randomBytes } from "node:crypto";
import { uuidv4, uuidv7 } from "@manyi/store";
import type { Ids } from "./context.js";

/**
 * Ids and secrets.
 *
 * @param now the clock that time-ordered ids follow
 * @param random bytes, from the machine unless a test holds them still
 */
export function createIds(now: () => Date, random: (bytes: number) => Uint8Array = randomBytes): Ids {
  return {
    uuid: () => uuidv7(now().getTime(), random(10)),
    anonymousUuid: () => uuidv4(random(16)),
    token: () => Buffer.from(random(24)).toString("base64url"),
  };
}

/** SHA-256 of a token: what is stored, so that a copy of the database opens nothing. */
export function tokenHash(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
