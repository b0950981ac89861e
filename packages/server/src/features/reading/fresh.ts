import type { FollowedRow } from "@manyi/store";

/** A voice older than this raises nothing by itself: imports and late arrivals tell of the past. */
const FRESH_DAYS = 3;

/** Whether a voice may raise something by itself. Anonymous voices never do: their author cannot be answered. */
export function isFresh(
  row: Pick<FollowedRow<"voices">, "anonymity" | "quality" | "import_id" | "source" | "occurred_at">,
  now: Date,
): boolean {
  return (
    row.anonymity !== "anonymous" &&
    row.quality !== "excluded" &&
    row.import_id === null &&
    row.source !== "verification" &&
    row.source !== "complaint" &&
    row.occurred_at !== null &&
    now.getTime() - row.occurred_at.getTime() < FRESH_DAYS * 86_400_000
  );
}
