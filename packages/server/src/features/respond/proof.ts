import { createHash, createHmac } from "node:crypto";
import { hasLeadingZeros, PROOF_BITS, PROOF_TAIL } from "@manyi/core/quality";
import type { Limit } from "../../platform/limiter.js";
import type { Services } from "../../platform/services.js";

/** How long a page's challenge holds. Later the answer is taken all the same, as one from a page without scripts. */
const VALID_MS = 48 * 3_600_000;
/** Characters of a signature, base64url. */
const SIGNED = 16;
/** A number in base 36; 4 096 tries on average, far less than this many digits. */
const SHAPE = /^[0-9a-z]{1,8}$/;

/**
 * Answers without proof that a link takes as they are: twenty at once, then two an hour. The rest are taken too, and flagged for a person
 * to look at: visitors without scripts pass, a script that fills in by the hundred is seen.
 */
export const UNPROVEN: Limit = { perMinute: 1 / 30, burst: 20 };

const keys = new WeakMap<Services, string>();

/** What makes a visit's name ours: nobody can make up a challenge that has been solved beforehand. */
export function signatureOf(services: Services, visit: string): string {
  let key = keys.get(services);
  if (key === undefined) {
    key = services.vault.secret("visits");
    keys.set(services, key);
  }
  return createHmac("sha256", key).update(visit).digest("base64url").slice(0, SIGNED);
}

/**
 * Whether work was done for this visit: its name is ours, not older than two days, and the number found with it gives a hash with enough
 * leading zeros. A visit stores one answer, so a proof cannot be used twice.
 */
export function isProven(services: Services, visit: string, startedAt: Date | null, proof: string): boolean {
  if (startedAt === null || !SHAPE.test(proof)) return false;
  if (services.now().getTime() - startedAt.getTime() > VALID_MS) return false;
  const name = visit.slice(0, -SIGNED);
  if (signatureOf(services, name) !== visit.slice(-SIGNED)) return false;
  const hash = createHash("sha256")
    .update(visit.slice(-PROOF_TAIL) + proof)
    .digest();
  return hasLeadingZeros(hash, PROOF_BITS);
}
