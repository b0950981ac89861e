import type { api, Checklist, ChecklistDefinition } from "@manyi/contracts";
import { nextId, type Tx } from "@manyi/store";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { scopeWhere } from "../../platform/scope.js";

type Save = z.output<typeof api.checks.saveList.body>;
type Detail = z.input<typeof api.checks.list.reply>;

/** Checklists, newest first, with how often each was used within the reader's scope. */
export async function listOfLists(ctx: Context): Promise<Checklist[]> {
  const [rows, used] = await Promise.all([
    ctx.db.selectFrom("checklists").selectAll().where("tenant_id", "=", ctx.tenantId).orderBy("id", "desc").execute(),
    ctx.db
      .selectFrom("check_runs")
      .select(["checklist_id", (e) => e.fn.countAll<number>().as("n")])
      .where(scopeWhere(ctx))
      .groupBy("checklist_id")
      .execute(),
  ]);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    currentVersion: row.current_version,
    runs: Number(used.find(({ checklist_id }) => checklist_id === row.id)?.n ?? 0),
    isRetired: row.retired_at !== null,
  }));
}

/** Starts a list with one empty section. */
export function createList(ctx: Context, title: ChecklistDefinition["sections"][number]["title"]): Promise<{ id: number }> {
  return ctx.tx(async (tx) => {
    const id = await nextId(tx, ctx.tenantId, "checklists");
    await tx
      .insertInto("checklists")
      .values({
        tenant_id: ctx.tenantId,
        id,
        title: JSON.stringify(title),
        draft: JSON.stringify({ sections: [] }),
        created_by: ctx.actor.id,
        created_at: ctx.now(),
      })
      .execute();
    return { id };
  });
}

/** @throws {AppError} NOT_FOUND */
export async function readList(ctx: Context, id: number): Promise<Detail> {
  const [row, versions, lists] = await Promise.all([
    ctx.db.selectFrom("checklists").selectAll().where("tenant_id", "=", ctx.tenantId).where("id", "=", id).executeTakeFirst(),
    ctx.db
      .selectFrom("checklist_versions")
      .select(["number", "published_at", "definition"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("checklist_id", "=", id)
      .orderBy("number", "desc")
      .execute(),
    listOfLists(ctx),
  ]);
  const listed = lists.find((one) => one.id === id);
  if (row === undefined || listed === undefined) throw new AppError("NOT_FOUND");
  const published = versions.find(({ number }) => number === row.current_version)?.definition ?? null;
  return {
    ...listed,
    draft: structuredClone(row.draft) as ChecklistDefinition,
    revision: row.draft_revision,
    published: published === null ? null : (structuredClone(published) as ChecklistDefinition),
    versions: versions.map(({ number, published_at }) => ({ number, publishedAt: published_at.toISOString() })),
  };
}

/** @throws {AppError} NOT_FOUND; CONFLICT when somebody saved meanwhile */
export function saveList(ctx: Context, id: number, { revision, title, draft }: Save): Promise<{ revision: number }> {
  return ctx.tx(async (tx) => {
    await lockList(tx, ctx, id, revision);
    await tx
      .updateTable("checklists")
      .set({ title: JSON.stringify(title), draft: JSON.stringify(draft), draft_revision: revision + 1 })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    return { revision: revision + 1 };
  });
}

/**
 * Makes the draft the version in force; checks done before keep theirs.
 *
 * @throws {AppError} NOT_FOUND; CONFLICT; INVALID_INPUT for a list without items, with one key twice or an item without words
 */
export function publishList(ctx: Context, id: number, revision: number): Promise<{ version: number }> {
  return ctx.tx(async (tx) => {
    const row = await lockList(tx, ctx, id, revision);
    const items = row.draft.sections.flatMap((section) => section.items);
    const isWhole =
      items.length > 0 &&
      new Set(items.map(({ key }) => key)).size === items.length &&
      items.every(({ text }) => Boolean(text["zh-CN"]?.trim() || text.en?.trim()));
    if (!isWhole) {
      throw new AppError("INVALID_INPUT", [
        {
          path: "draft",
          "zh-CN": "至少要有一项，每项都要有文字，编号不能重复",
          en: "At least one item, words on every item, no key twice",
        },
      ]);
    }
    const number = (row.current_version ?? 0) + 1;
    await tx
      .insertInto("checklist_versions")
      .values({
        tenant_id: ctx.tenantId,
        checklist_id: id,
        number,
        title: JSON.stringify(row.title),
        definition: JSON.stringify(row.draft),
        published_by: ctx.actor.id,
        published_at: ctx.now(),
      })
      .execute();
    await tx
      .updateTable("checklists")
      .set({ current_version: number })
      .where("tenant_id", "=", ctx.tenantId)
      .where("id", "=", id)
      .execute();
    return { version: number };
  });
}

async function lockList(tx: Tx, ctx: Context, id: number, revision: number) {
  const row = await tx
    .selectFrom("checklists")
    .selectAll()
    .where("tenant_id", "=", ctx.tenantId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new AppError("NOT_FOUND");
  if (row.draft_revision !== revision) throw new AppError("CONFLICT");
  return row;
}
