import { nextId, type Tx } from "@manyi/store";
import { sql } from "kysely";
import type { NewCustomer } from "./find-buyers.js";

export type NewPurchase = {
  readonly id: string;
  readonly orderKey: string;
  readonly kind: "purchase" | "return";
  readonly customerId: string;
  readonly unitId: number | null;
  readonly day: number;
  readonly amount: number | null;
};
export const purchaseKey = (orderKey: string, kind: string): string => `${kind} ${orderKey}`;

/** Appends purchases; one whose order is known changes nothing. @returns the keys that are new */
export async function insertPurchases(
  tx: Tx,
  given: { readonly tenantId: number; readonly fileId: string | null; readonly at: Date },
  rows: readonly NewPurchase[],
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const stored = await sql<{ order_key: string; kind: string }>`
    insert into purchases (tenant_id, id, order_key, kind, customer_id, unit_id, local_day, amount, file_id, created_at)
    select ${given.tenantId}, id, "orderKey", kind, "customerId", "unitId", day, amount, ${given.fileId}::uuid, ${given.at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id uuid, "orderKey" text, kind text, "customerId" uuid, "unitId" integer, day integer, amount double precision)
    on conflict (tenant_id, order_key, kind) do nothing returning order_key, kind`.execute(tx);
  return new Set(stored.rows.map(({ order_key, kind }) => purchaseKey(order_key, kind)));
}

/** What is known of an order. */
export type Held = Pick<NewPurchase, "customerId" | "day" | "amount">;

/** Under one number another customer, day or amount is not the same again: the number was given twice, or it is one line of an order. */
export const isSameOrder = (one: Held, other: Held): boolean =>
  one.customerId === other.customerId && one.day === other.day && one.amount === other.amount;

export const OTHER_ORDER = {
  "zh-CN": "这个订单号已有一单，顾客、日期或金额不同：一单有几行的请先合计；单号会重复的请在前面加上门店或日期",
  en: "This order number is there already with another customer, day or amount: add up the lines of an order; where numbers begin anew, put the store or day before them",
} as const;

/** Which of these are known, by key. */
export async function knownPurchases(tx: Tx, tenantId: number, keys: readonly string[]): Promise<ReadonlyMap<string, Held>> {
  if (keys.length === 0) return new Map();
  const found = await sql<{ order_key: string; kind: string } & Held>`
    select order_key, kind, customer_id as "customerId", local_day as day, amount from purchases
    where tenant_id = ${tenantId} and order_key = any(${[...keys]}::text[])`.execute(tx);
  return new Map(found.rows.map(({ order_key, kind, ...held }) => [purchaseKey(order_key, kind), held]));
}

export async function insertCustomers(tx: Tx, tenantId: number, at: Date, customers: readonly NewCustomer[]): Promise<void> {
  if (customers.length === 0) return;
  await sql`
    insert into customers (tenant_id, id, external_id, phone, email, created_at)
    select ${tenantId}, id, "externalId", phone, email, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(customers)}::jsonb) as r (id uuid, "externalId" text, phone text, email text)`.execute(tx);
}

/** What is remembered of purchases is forgotten: their version moves on. */
export async function touchPurchases(tx: Tx, tenantId: number): Promise<void> {
  await nextId(tx, tenantId, "purchases");
}

/**
 * Takes a file back: its purchases, and of the customers that came with it those whom nothing else speaks of.
 *
 * @returns how many purchases went
 */
export async function deletePurchases(tx: Tx, tenantId: number, fileId: string, added: readonly string[]): Promise<number> {
  const gone = await sql`delete from purchases where tenant_id = ${tenantId} and file_id = ${fileId}`.execute(tx);
  const speaks = await tablesOfCustomers(tx);
  const free = sql.join(
    speaks.map((table) => sql`not exists (select from ${sql.table(table)} o where o.tenant_id = k.tenant_id and o.customer_id = k.id)`),
    sql` and `,
  );
  await sql`delete from customers k where k.tenant_id = ${tenantId} and k.id = any(${[...added]}::uuid[]) and ${free}`.execute(tx);
  await touchPurchases(tx, tenantId);
  return Number(gone.numAffectedRows ?? 0);
}

/** Every table that speaks of customers, whichever tables there are. */
async function tablesOfCustomers(tx: Tx): Promise<readonly string[]> {
  const found = await sql<{ table_name: string }>`
    select c.table_name from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = current_schema() and c.column_name = 'customer_id' and t.table_type = 'BASE TABLE'`.execute(tx);
  return found.rows.map(({ table_name }) => table_name);
}
