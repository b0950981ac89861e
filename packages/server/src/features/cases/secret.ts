import { createHash, timingSafeEqual } from "node:crypto";
import type { Desk } from "./desk.js";

/**
 * The customer's key to a case: 128 bits derived from the installation's key, so that a later message can carry the same link.
 * Staff never see it: who may confirm a solution is the customer alone.
 */
export function secretOf(desk: Pick<Desk, "vault">, caseId: string): string {
  return desk.vault.mark("case-secret", caseId).slice(0, 32);
}

export function secretHash(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** Compares without telling by its duration how much was right. */
export function secretMatches(secret: string, hash: Buffer): boolean {
  return timingSafeEqual(secretHash(secret), hash);
}

/** The customer's page of a case. */
export function trackUrl(desk: Pick<Desk, "vault" | "publicUrl">, found: { id: string; reference: string }): string {
  return `${desk.publicUrl()}/track?c=${found.reference}&k=${secretOf(desk, found.id)}`;
}
