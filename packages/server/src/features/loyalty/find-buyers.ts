import { cutText } from "../../platform/clean-text.js";
import type { Context } from "../../platform/context.js";
import { addressKeys, customersByAddress } from "../../platform/places.js";

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
  const byNumber = new Map<string, string>();
  // null: several of the new ones share it
  const byReach = new Map<string, string | null>();
  /** One of the new ones, or one more of them; an address that several of them share leads to nobody. */
  const add = ({ customer, contact }: Named): string | null => {
    const reach = contact === null ? null : reachKey(contact);
    const before = customer === null ? byReach.get(reach!) : byNumber.get(customer);
    if (before !== undefined) return before;
    const one: NewCustomer = {
      id: ctx.ids.uuid(),
      externalId: customer,
      phone: contact !== null && !isEmail(contact) ? cutText(contact, 40) : null,
      email: contact !== null && isEmail(contact) ? cutText(contact, 200) : null,
    };
    added.push(one);
    if (customer !== null) byNumber.set(customer, one.id);
    if (reach !== null) byReach.set(reach, byReach.has(reach) ? null : one.id);
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
        const ofRegister = customer === null ? undefined : known.get(customer);
        if (ofRegister !== undefined) return ofRegister;
        for (const text of [customer, contact]) {
          const found = text === null ? null : byAddress(addressOf(text));
          if (found !== null) return found.id;
        }
        return adds ? add(one) : null;
      });
    },
  };
}

/** What tells an address from another, however the two are written. */
function reachKey(contact: string): string {
  return addressKeys(addressOf(contact))[0] ?? contact;
}

function addressOf(text: string): { phone?: string; email?: string } {
  return isEmail(text) ? { email: text } : { phone: text };
}
