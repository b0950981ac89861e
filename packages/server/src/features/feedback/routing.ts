import type { api } from "@manyi/contracts";
import { namedOwners, type RoutedItem, type RoutingRule } from "@manyi/core/feedback";
import type { Tx } from "@manyi/store";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Services, systemContext } from "../../platform/services.js";
import { managerOf, namesOf, possibleOwners } from "../cases/index.js";
import { UNLOOKED } from "./fold-copies.js";
import { lockItem, record } from "./record.js";

/** Its row among the rules of the organisation. */
const CODE = "feedback_routing";
/** Rules look forward: what is older than this was left without an owner by people, not by them. */
const NEW_MS = 86_400_000;
/** So long a rule waits for the words to be read and looked at for copies, before it goes on without topics and signals. */
const PATIENCE_MS = 60_000;

type Routing = { readonly byUnit: boolean; readonly rules: readonly RoutingRule[] };
type Reply = z.input<typeof api.feedback.routing.reply>;

/** Without settings an item goes to the manager of its unit. */
const DEFAULT: Routing = { byUnit: true, rules: [] };

async function routingOf(db: Context["db"] | Tx, tenantId: number): Promise<Routing> {
  const row = await (db as Context["db"])
    .selectFrom("rules")
    .select("definition")
    .where("tenant_id", "=", tenantId)
    .where("code", "=", CODE)
    .executeTakeFirst();
  return row === undefined ? DEFAULT : (row.definition as Routing);
}

/** Who takes what arrives. */
export async function readRouting(ctx: Context): Promise<Reply> {
  const { byUnit, rules } = await routingOf(ctx.db, ctx.tenantId);
  const names = await namesOf(
    ctx.db,
    rules.map(({ ownerId }) => ownerId),
  );
  return { byUnit, rules: rules.map((rule) => ({ ...rule, ownerName: names.get(rule.ownerId) ?? "" })) };
}

/** @throws {AppError} INVALID_INPUT for somebody who may not work everywhere; NOT_FOUND for who sees a part of the organisation only */
export async function saveRouting(ctx: Context, routing: z.output<typeof api.feedback.saveRouting.body>): Promise<Reply> {
  if (ctx.scope.units !== null) throw new AppError("NOT_FOUND");
  await ctx.tx(async (tx) => {
    await tx.selectFrom("tenants").select("id").where("id", "=", ctx.tenantId).forUpdate().execute();
    const root = await rootOf(tx, ctx.tenantId);
    const owners = root === null ? [] : await possibleOwners(tx, ctx.tenantId, root);
    const stranger = routing.rules.findIndex(({ ownerId }) => !owners.includes(ownerId));
    if (stranger >= 0) {
      throw new AppError("INVALID_INPUT", [
        {
          path: `body.rules.${stranger}.ownerId`,
          "zh-CN": "这位同事不能处理整个组织的反馈",
          en: "This person cannot work for the whole organisation",
        },
      ]);
    }
    await sql`
      insert into rules (tenant_id, id, code, kind, definition)
      values (${ctx.tenantId}, (select coalesce(max(id), 0) + 1 from rules where tenant_id = ${ctx.tenantId}), ${CODE}, 'routing',
        ${JSON.stringify(routing)}::jsonb)
      on conflict (tenant_id, code) do update set definition = excluded.definition, version = rules.version + 1`.execute(tx);
    await ctx.audit(tx, { action: "feedback.saveRouting", object: "", detail: { byUnit: routing.byUnit, rules: routing.rules.length } });
  });
  return readRouting(ctx);
}

async function rootOf(tx: Tx, tenantId: number): Promise<number | null> {
  const root = await tx
    .selectFrom("org_units")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("parent_id", "is", null)
    .executeTakeFirst();
  return root?.id ?? null;
}

/** The first person named by a rule who may work there, else the manager of the unit; `null` leaves it to people. */
async function ownerOf(tx: Tx, tenantId: number, item: RoutedItem): Promise<string | null> {
  const { byUnit, rules } = await routingOf(tx, tenantId);
  const place = item.unitId ?? (await rootOf(tx, tenantId));
  const named = namedOwners(rules, item);
  if (named.length > 0 && place !== null) {
    const owners = await possibleOwners(tx, tenantId, place);
    const first = named.find((id) => owners.includes(id));
    if (first !== undefined) return first;
  }
  return byUnit && item.unitId !== null ? managerOf(tx, tenantId, item.unitId) : null;
}

type Waiting = RoutedItem & { readonly tenantId: number; readonly id: string };

/** Gives what has just arrived to somebody, each item once, as soon as its words are read. @returns how many got an owner */
export async function routeNew(services: Services): Promise<number> {
  const now = services.now();
  const { rows } = await sql<Waiting>`
    select f.tenant_id as "tenantId", f.voice_id as id, f.unit_id as "unitId", f.source, coalesce(r.raised, '{}') as signals,
      array(select t.topic_id::int from voice_topics t where t.tenant_id = f.tenant_id and t.voice_id = f.voice_id and t.topic_id > 0) as topics
    from feedback_items f
    join voices v on v.tenant_id = f.tenant_id and v.id = f.voice_id
    left join voice_readings r on r.tenant_id = f.tenant_id and r.voice_id = f.voice_id
    where f.routed_at is null and f.owner_id is null and f.ended_at is null and f.opened_at > ${new Date(now.getTime() - NEW_MS)}
      and ((r.voice_id is not null and not ${UNLOOKED}) or coalesce(trim(v.comment), '') = '' or f.opened_at < ${new Date(now.getTime() - PATIENCE_MS)})
    order by f.opened_at limit 200`.execute(services.store.db);
  let routed = 0;
  for (const item of rows) {
    const ctx = await systemContext(services, item.tenantId, "feedback");
    await services.store.tx(async (tx) => {
      const row = await lockItem(tx, item.tenantId, item.id);
      if (row === null || row.routed_at !== null) return;
      await tx
        .updateTable("feedback_items")
        .set({ routed_at: now })
        .where("tenant_id", "=", item.tenantId)
        .where("voice_id", "=", item.id)
        .execute();
      const ownerId = row.owner_id === null && row.ended_at === null ? await ownerOf(tx, item.tenantId, item) : null;
      if (ownerId === null) return;
      await record(tx, ctx, row, [{ type: "assigned", payload: { ownerId } }]);
      routed++;
    });
  }
  return routed;
}
