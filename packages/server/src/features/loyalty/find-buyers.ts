import type { Context } from "../../platform/context.js";
import { customersByAddress } from "../../platform/places.js";

/** A customer nobody had heard of. */
export type NewCustomer = {
  readonly id: string;
  readonly externalId: string | null;
  readonly phone: string | null;
  readonly email: string | null;
};
type Named = { readonly customer: string | null; readonly contact: string | null };
export type BuyerFinder = {
  /** ids in the order of the rows; `null` where nobody goes by what is written */
  find(rows: readonly Named[]): Promise<readonly (string | null)[]>;
  /** made so far; empty unless they are to be added */
  readonly added: readonly NewCustomer[];
};

const isEmail = (text: string) => text.includes("@");

/**
 * Finds customers by the number they have in the organisation's systems, else by phone or e-mail. An address that several share leads to
 * nobody.
 *
 * @param adds makes customers of those who are not found
 */
export async function buyerFinder(ctx: Context, adds: boolean): Promise<BuyerFinder> {
  const rows = await ctx.db
    .selectFrom("customers")
    .select(["id", "external_id"])
    .where("tenant_id", "=", ctx.tenantId)
    .where("external_id", "is not", null)
    .execute();
  const known = new Map(rows.map(({ id, external_id }) => [external_id!, id]));
  const added: NewCustomer[] = [];
  const addedBy = new Map<string, string>();
  const add = ({ customer, contact }: Named): string => {
    const name = customer ?? contact!;
    const before = addedBy.get(name);
    if (before !== undefined) return before;
    const reach = contact ?? null;
    const one: NewCustomer = {
      id: ctx.ids.uuid(),
      externalId: customer?.slice(0, 80) ?? null,
      phone: reach !== null && !isEmail(reach) ? reach.slice(0, 40) : null,
      email: reach !== null && isEmail(reach) ? reach.slice(0, 200) : null,
    };
    added.push(one);
    addedBy.set(name, one.id);
    return one.id;
  };
  return {
    added,
    async find(wanted) {
      const addresses = wanted.flatMap(({ customer, contact }) =>
        [customer !== null && known.has(customer) ? null : customer, contact].filter((text) => text !== null).map(addressOf),
      );
      const byAddress = await customersByAddress(ctx.db, ctx.tenantId, addresses);
      return wanted.map((one) => {
        const { customer, contact } = one;
        const byNumber = customer === null ? undefined : known.get(customer);
        if (byNumber !== undefined) return byNumber;
        for (const text of [customer, contact]) {
          const found = text === null ? null : byAddress(addressOf(text));
          if (found !== null) return found.id;
        }
        return adds ? add(one) : null;
      });
    },
  };
}

function addressOf(text: string): { phone?: string; email?: string } {
  return isEmail(text) ? { email: text } : { phone: text };
}
