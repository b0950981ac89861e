import type { CaseDetail } from "@manyi/contracts";

type Clock = CaseDetail["clocks"][number];
/** How near a promise is: `late` and `soon` stand out in orange, `fine` is plain, `none` has no time to show. */
export type Due = { readonly risk: "late" | "soon" | "fine" | "none"; readonly minutes: number };

/** What is due within so many minutes stands out, whatever share of its limit is used: the queue counts it as due soon. */
const SOON_MINUTES = 120;

/**
 * Minutes left of a clock, or minutes late.
 *
 * @param now milliseconds since 1970 UTC
 * @returns `minutes` ≥ 0 in every case; 0 where there is no time to show
 */
export function dueOf(clock: Pick<Clock, "due" | "doneAt" | "state"> | null, now: number): Due {
  if (clock === null || clock.due === null || clock.doneAt !== null || clock.state === "paused") return { risk: "none", minutes: 0 };
  const left = (Date.parse(clock.due) - now) / 60_000;
  if (left < 0) return { risk: "late", minutes: -left };
  return { risk: clock.state === "warning" || clock.state === "breached" || left <= SOON_MINUTES ? "soon" : "fine", minutes: left };
}

/** Minutes a finished clock took; null while it is not finished. @param used share of the limit */
export function tookMinutes({ doneAt, used, limitMinutes }: Pick<Clock, "doneAt" | "used" | "limitMinutes">): number | null {
  return doneAt === null || used === null ? null : used * limitMinutes;
}
