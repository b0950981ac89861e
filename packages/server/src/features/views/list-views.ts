import type { SavedView } from "@manyi/contracts";
import type { Context } from "../../platform/context.js";
import { readViews } from "./queries.js";

/** The views the caller may see, last used first, then the newest. */
export async function listViews(ctx: Context, page: string | null): Promise<{ items: SavedView[] }> {
  const items = await readViews(ctx, { removed: false });
  return { items: items.filter((view) => page === null || view.page === page) };
}
