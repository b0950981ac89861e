/** How long an item has been here and how its due time stands; minutes, `late` when the due time has passed. */
export type Standing = {
  readonly ageMinutes: number;
  readonly dueInMinutes: number | null;
  readonly risk: "late" | "soon" | "fine" | "none";
};

const SOON_MINUTES = 24 * 60;

/**
 * Where an item stands at an instant; one that has ended owes nothing.
 *
 * @param now milliseconds since 1970 UTC
 */
export function standingOf(
  item: { readonly openedAt: string; readonly dueAt: string | null; readonly ended: boolean },
  now: number,
): Standing {
  const ageMinutes = Math.max(0, Math.floor((now - Date.parse(item.openedAt)) / 60_000));
  if (item.ended || item.dueAt === null) return { ageMinutes, dueInMinutes: null, risk: "none" };
  const dueInMinutes = Math.floor((Date.parse(item.dueAt) - now) / 60_000);
  return { ageMinutes, dueInMinutes, risk: dueInMinutes < 0 ? "late" : dueInMinutes < SOON_MINUTES ? "soon" : "fine" };
}
