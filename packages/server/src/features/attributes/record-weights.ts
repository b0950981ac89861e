import type { Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";

type Weighed = { readonly code: string; readonly parent: string | null; readonly weight: number | null };

/**
 * Keeps what the weights were and what they became; where only names changed, nothing. The first change keeps also what stood before
 * it, in force since the beginning.
 */
export async function recordWeights(ctx: Context, tx: Tx, before: readonly Weighed[], after: readonly Weighed[]): Promise<void> {
  const [was, is] = [textOf(before), textOf(after)];
  if (was === is) return;
  const { tenantId } = ctx;
  const known = await tx
    .selectFrom("attribute_weights")
    .select((eb) => eb.fn.max("version").as("version"))
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  const last = Number(known?.version ?? 0);
  const change = { tree: is, changed_by: ctx.actor.id, changed_at: ctx.now() };
  const rows =
    last === 0
      ? [
          { version: 1, tree: was, changed_by: null, changed_at: null },
          { version: 2, ...change },
        ]
      : [{ version: last + 1, ...change }];
  await tx
    .insertInto("attribute_weights")
    .values(rows.map((row) => ({ tenant_id: tenantId, ...row })))
    .execute();
}

function textOf(tree: readonly Weighed[]): string {
  const inOrder = tree.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  return JSON.stringify(inOrder.map(({ code, parent, weight }) => ({ code, parent, weight })));
}
