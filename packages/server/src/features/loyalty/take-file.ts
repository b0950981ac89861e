import { rm } from "node:fs/promises";
import type { PurchaseFile, PurchaseMapping, PurchaseRole, PurchaseTrial } from "@manyi/contracts";
import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import type { LocalText } from "@manyi/core/survey";
import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import { cutText } from "../../platform/clean-text.js";
import type { Context } from "../../platform/context.js";
import { AppError, type Fault } from "../../platform/errors.js";
import { readUnits } from "../figures/index.js";
import { tableRows } from "../imports/index.js";
import { type FileRow, findFile, presentFile, purchasePath, type Recognised } from "./files.js";
import { type BuyerFinder, buyerFinder } from "./find-buyers.js";
import { type ReadRow, type Reject, type RowReader, readRow } from "./read-row.js";
import { unitsToName } from "./units.js";
import {
  type Held,
  insertCustomers,
  insertPurchases,
  isSameOrder,
  knownPurchases,
  type NewPurchase,
  OTHER_ORDER,
  purchaseKey,
  touchPurchases,
} from "./writes.js";

const CHUNK = 2000;
/** A file that has more refused rows has one fault in all of them: the first ones tell it. */
const MOST_REJECTS = 100;
const PREVIEW = 5;

type Counts = { rows: number; accepted: number; known: number; returns: number; rejected: number };
type Run = Counts & {
  readonly rejects: Reject[];
  readonly preview: PurchaseTrial["preview"];
  readonly unknown: Set<string>;
  readonly finder: BuyerFinder;
};

/**
 * Reads the whole file and stores nothing.
 *
 * @throws {AppError} NOT_FOUND; INVALID_STATE once it was taken; INVALID_INPUT for columns that are missing
 */
export async function tryFile(ctx: Context, id: string, mapping: PurchaseMapping): Promise<PurchaseTrial> {
  const row = await openFile(ctx, id);
  const run = await readThrough(ctx, row, mapping, async (purchases, tx) => knownOf(tx, ctx.tenantId, purchases), ctx.db);
  const { rows, accepted, known, returns, rejected, rejects, preview, unknown } = run;
  return { rows, accepted, known, returns, rejected, unknownCustomers: unknown.size, rejects, preview };
}

/** Takes the file in, in one transaction. Afterwards the file itself is deleted: what it held is in the database. */
export async function takeFile(ctx: Context, id: string, mapping: PurchaseMapping): Promise<PurchaseFile> {
  const file = await openFile(ctx, id);
  const at = ctx.now();
  await ctx.tx(async (tx) => {
    // files are taken one after the other, so that none waits for an order of the other, and both add no customer twice
    await sql`select pg_advisory_xact_lock(4716, ${ctx.tenantId})`.execute(tx);
    // two takers of one file wait for each other; the second finds it taken
    const held = await tx
      .selectFrom("purchase_files")
      .select("state")
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (held?.state !== "uploaded") throw new AppError("INVALID_STATE");
    let added = 0;
    const run = await readThrough(
      ctx,
      file,
      mapping,
      async (purchases, _, finder) => {
        await insertCustomers(tx, ctx.tenantId, at, finder.added.slice(added));
        added = finder.added.length;
        const fresh = await insertPurchases(tx, { tenantId: ctx.tenantId, fileId: id, at }, purchases);
        return knownOf(
          tx,
          ctx.tenantId,
          purchases.filter(({ orderKey, kind }) => !fresh.has(purchaseKey(orderKey, kind))),
        );
      },
      tx,
    );
    await tx
      .updateTable("purchase_files")
      .set({
        state: "taken",
        format: JSON.stringify(withoutSamples(file)),
        mapping: JSON.stringify(mapping),
        rows_read: run.rows,
        rows_accepted: run.accepted,
        rows_known: run.known,
        rows_returns: run.returns,
        rows_rejected: run.rejected,
        rejects: JSON.stringify(run.rejects),
        added: run.finder.added.map((one) => one.id),
        finished_at: at,
      })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    await touchPurchases(tx, ctx.tenantId);
    const { rows, accepted, known, rejected } = run;
    await ctx.audit(tx, { action: "loyalty.takeFile", object: `purchase file ${id}`, detail: { rows, accepted, known, rejected } });
  });
  await rm(purchasePath(ctx, id), { force: true });
  return presentFile(await findFile(ctx, id));
}

/** Cells of customers are shown while somebody says what the columns hold, and no longer. */
function withoutSamples({ format }: FileRow): Recognised {
  const { columns, ...rest } = format as Recognised;
  return { ...rest, columns: columns.map((column) => ({ ...column, samples: [] })) };
}

async function openFile(ctx: Context, id: string): Promise<FileRow> {
  const row = await findFile(ctx, id);
  if (row.state !== "uploaded") throw new AppError("INVALID_STATE");
  return row;
}

async function knownOf(tx: Tx, tenantId: number, purchases: readonly NewPurchase[]): Promise<ReadonlyMap<string, Held>> {
  return knownPurchases(
    tx,
    tenantId,
    purchases.map(({ orderKey }) => orderKey),
  );
}

/** @param meet what becomes of a chunk of purchases; answers with the keys that were known before */
async function readThrough(
  ctx: Context,
  file: FileRow,
  mapping: PurchaseMapping,
  meet: (purchases: readonly NewPurchase[], tx: Tx, finder: BuyerFinder) => Promise<ReadonlyMap<string, Held>>,
  tx: Context["db"],
): Promise<Run> {
  const { columns, ...format } = file.format as Recognised;
  const reader = await readerOf(
    ctx,
    columns.map(({ name }) => name),
    mapping,
  );
  const names = new Map<number, LocalText>((await readUnits(ctx)).map((unit) => [unit.id, unit.name]));
  const finder = await buyerFinder(ctx, mapping.addCustomers);
  const run: Run = { rows: 0, accepted: 0, known: 0, returns: 0, rejected: 0, rejects: [], preview: [], unknown: new Set(), finder };
  const met = new Map<string, Held>();
  const refuse = (reject: Reject) => {
    run.rejected++;
    if (run.rejects.length < MOST_REJECTS) run.rejects.push(reject);
  };
  const flush = async (rows: readonly ReadRow[]) => {
    const addedBefore = finder.added.length;
    const customers = await finder.find(rows);
    for (const one of finder.added.slice(addedBefore)) run.unknown.add(one.id);
    const purchases: NewPurchase[] = [];
    const written: ReadRow[] = [];
    const again = (row: ReadRow, one: Held, before: Held) => {
      if (isSameOrder(one, before)) run.known++;
      else refuse(otherOrder(reader, row));
    };
    rows.forEach((row, i) => {
      const customerId = customers[i]!;
      if (customerId === null) {
        run.unknown.add(row.customer ?? row.contact ?? "");
        refuse(unknownCustomer(reader, row));
        return;
      }
      const { orderKey, kind, day, amount, unitId } = row;
      const key = purchaseKey(orderKey, kind);
      const before = met.get(key);
      if (before !== undefined) {
        again(row, { customerId, day, amount }, before);
        return;
      }
      met.set(key, { customerId, day, amount });
      purchases.push({ id: ctx.ids.uuid(), orderKey, kind, customerId, unitId, day, amount });
      written.push(row);
      if (run.preview.length < PREVIEW)
        run.preview.push({
          row: row.row,
          kind,
          day: isoDateOf(day),
          amount,
          unit: unitId === null ? null : (names.get(unitId) ?? null),
          order: row.order,
        });
    });
    const known = await meet(purchases, tx as Tx, finder);
    for (const [i, one] of purchases.entries()) {
      const before = known.get(purchaseKey(one.orderKey, one.kind));
      if (before !== undefined) {
        again(written[i]!, one, before);
        continue;
      }
      run.accepted++;
      if (one.kind === "return") run.returns++;
    }
  };
  let waiting: ReadRow[] = [];
  for await (const { number, cells } of tableRows(purchasePath(ctx, file.id), format)) {
    if (format.header && number === 1) continue;
    run.rows++;
    const read = readRow(reader, number, cells);
    if ("reject" in read) refuse(read.reject);
    else waiting.push(read);
    if (waiting.length < CHUNK) continue;
    await flush(waiting);
    waiting = [];
  }
  await flush(waiting);
  run.rejects.sort((a, b) => a.row - b.row);
  return run;
}

async function readerOf(ctx: Context, names: readonly string[], mapping: PurchaseMapping): Promise<RowReader> {
  const faults: Fault[] = [];
  const at = new Map<PurchaseRole, number>();
  for (const [role, name] of Object.entries(mapping.columns)) {
    const place = names.indexOf(name);
    if (place < 0)
      faults.push({ path: `body.columns.${role}`, "zh-CN": `文件里没有「${name}」这一列`, en: `The file has no column “${name}”` });
    else at.set(role as PurchaseRole, place);
  }
  if (!at.has("customer") && !at.has("contact"))
    faults.push({
      path: "body.columns.customer",
      "zh-CN": "请指定哪一列是顾客编号或联系方式",
      en: "Say which column holds the customer's number or contact",
    });
  if (!at.has("day")) faults.push({ path: "body.columns.day", "zh-CN": "请指定哪一列是日期", en: "Say which column holds the date" });
  if (faults.length > 0) throw new AppError("INVALID_INPUT", faults);
  const units = await unitsToName(ctx);
  if (mapping.unit !== undefined && !(await readUnits(ctx)).some(({ id }) => id === mapping.unit)) throw new AppError("NOT_FOUND");
  return { at, mapping, units, names, today: localDayOf(ctx.now().getTime(), ctx.organisation.timeZone), seen: new Map() };
}

function otherOrder({ at, names }: RowReader, { row, order }: ReadRow): Reject {
  const place = at.get("order");
  return {
    row,
    column: place === undefined ? null : (names[place] ?? null),
    value: order === null ? null : cutText(order, 80),
    code: "OTHER_ORDER",
    message: OTHER_ORDER,
  };
}

function unknownCustomer({ at, names }: RowReader, { row, customer }: ReadRow): Reject {
  const place = at.get(customer === null ? "contact" : "customer");
  return {
    row,
    column: place === undefined ? null : (names[place] ?? null),
    // whoever reads the refusal has the file; the figure alone does not show a contact
    value: customer,
    code: "UNKNOWN_CUSTOMER",
    message: {
      "zh-CN": "顾客名单里没有这个人，或几个人共用这个联系方式",
      en: "Nobody in the register goes by this, or several share this contact",
    },
  };
}
