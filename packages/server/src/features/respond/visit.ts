import { createHash } from "node:crypto";
import type { Services } from "../../platform/services.js";
import { signatureOf } from "./proof.js";

/** What a visit may be called: our own spelling, or what a page of ours kept on a device. */
const SHAPE = /^[0-9a-z]{5,9}\.[\w-]{22,60}$/;

/**
 * A name for one visit: the second it began, 192 random bits and our signature. It travels in the page only. Its hash names the draft, another hash
 * makes a second press of the button harmless; the name itself is never stored.
 */
export function newVisit(services: Services): string {
  const name = `${Math.floor(services.now().getTime() / 1000).toString(36)}.${services.ids.token()}`;
  return name + signatureOf(services, name);
}

/** @returns null when the text was not made by `newVisit` */
export function readVisit(text: unknown): string | null {
  return typeof text === "string" && SHAPE.test(text) ? text : null;
}

/** When a visit began; `null` when it says a time that cannot be. */
export function visitStart(visit: string, now: Date): Date | null {
  const seconds = Number.parseInt(visit.split(".")[0]!, 36);
  const ago = now.getTime() / 1000 - seconds;
  return ago >= -5 && ago < 86_400 * 30 ? new Date(seconds * 1000) : null;
}

/** The name of a draft in the database, from the visit or the personal token that may take it up again. */
export function draftHash(secret: string): Buffer {
  return createHash("sha256").update(`draft ${secret}`).digest();
}

/** The key of an answer that came without a personal token: not to be computed from anything stored. */
export function visitKey(visit: string): string {
  return `v:${createHash("sha256").update(`voice ${visit}`).digest("base64url")}`;
}
