import type { Context } from "../../platform/context.js";

const KEPT_MS = 60_000;
const MOST = 50;

/**
 * Keeps what was counted for a minute, apart for every organisation, scope and question: counting words is the costliest thing a page
 * here asks for.
 */
export function kept<T>(): (ctx: Context, question: unknown, make: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { readonly until: number; readonly made: Promise<T> }>();
  return (ctx, question, make) => {
    const now = ctx.now().getTime();
    for (const [name, { until }] of known) if (until <= now || known.size > MOST) known.delete(name);
    const name = JSON.stringify([ctx.tenantId, ctx.scope.units, question]);
    const found = known.get(name);
    if (found !== undefined) return found.made;
    const made = make();
    known.set(name, { until: now + KEPT_MS, made });
    made.catch(() => known.delete(name));
    return made;
  };
}
