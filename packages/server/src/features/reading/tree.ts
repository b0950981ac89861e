import { starterTaxonomy, type Taxonomy } from "@manyi/core/text";
import { type Db, nextId, type Tables, type Tx } from "@manyi/store";
import { type Selectable, sql } from "kysely";

export type TopicRow = Selectable<Tables["topics"]>;
/** An organisation's topics as they are in force. */
export type Tree = { readonly version: number; readonly topics: readonly TopicRow[] };

/** What an organisation begins with until somebody chooses a trade. */
const DEFAULT_STARTER = "retail";
const DEMO_STARTER = "catering";

/**
 * The tree in force; an organisation that has none is given a starter tree first.
 *
 * @param db a transaction, because the first call writes
 */
export async function treeOf(tx: Tx, tenantId: number, at: Date): Promise<Tree> {
  const version = (await versionOf(tx, tenantId)) ?? (await plantTree(tx, tenantId, at));
  return { version, topics: await readTopics(tx, tenantId) };
}

/** The topics in their order, retired ones last. */
export async function readTopics(db: Db, tenantId: number): Promise<readonly TopicRow[]> {
  return db
    .selectFrom("topics")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .orderBy(sql`retired_at is not null`)
    .orderBy("position")
    .orderBy("id")
    .execute();
}

/** The number of the tree in force; `null` before there is one. */
export async function versionOf(db: Db, tenantId: number): Promise<number | null> {
  const found = await db
    .selectFrom("taxonomy_versions")
    .select("version")
    .where("tenant_id", "=", tenantId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return found?.version ?? null;
}

/** The tree as the text engine takes it; retired topics find nothing any more. */
export function taxonomyOf({ version, topics }: Tree): Taxonomy {
  return {
    code: "own",
    version: String(version),
    name: { "zh-CN": "自有词表", en: "Own topics" },
    topics: topics.filter(({ retired_at }) => retired_at === null).map(({ code, name, words }) => ({ code, name, ...words })),
  };
}

/**
 * A topic and everything below it.
 *
 * @returns ids; empty when there is no such topic
 */
export function topicsBelow(topics: readonly Pick<TopicRow, "id" | "code">[], id: number): number[] {
  const root = topics.find((topic) => topic.id === id);
  if (root === undefined) return [];
  return topics.filter(({ code }) => code === root.code || code.startsWith(`${root.code}.`)).map((topic) => topic.id);
}

/** Writes the whole tree down as the next version. Call it in the transaction that changed the topics. */
export async function recordTree(
  tx: Tx,
  tenantId: number,
  change: { readonly by: string | null; readonly at: Date; readonly note: string | null },
): Promise<number> {
  const version = ((await versionOf(tx, tenantId)) ?? 0) + 1;
  const topics = (await readTopics(tx, tenantId)).map(({ tenant_id: _, ...topic }) => topic);
  await tx
    .insertInto("taxonomy_versions")
    .values({
      tenant_id: tenantId,
      version,
      topics: JSON.stringify(topics),
      changed_by: change.by,
      changed_at: change.at,
      note: change.note,
    })
    .execute();
  return version;
}

async function plantTree(tx: Tx, tenantId: number, at: Date): Promise<number> {
  // two readers at once plant one tree
  const tenant = await tx.selectFrom("tenants").select("is_demo").where("id", "=", tenantId).forUpdate().executeTakeFirst();
  // an organisation that is being removed is given nothing any more
  if (tenant === undefined) return 0;
  const known = await versionOf(tx, tenantId);
  if (known !== null) return known;
  const starter = starterTaxonomy(tenant.is_demo ? DEMO_STARTER : DEFAULT_STARTER)!;
  const attributes = await tx.selectFrom("attributes").select(["code", "name"]).where("tenant_id", "=", tenantId).execute();
  for (const [position, { code, name, ...words }] of starter.topics.entries()) {
    const last = code.slice(code.lastIndexOf(".") + 1);
    const attribute = attributes.find((one) => one.code === code || one.code === last || one.name["zh-CN"] === name["zh-CN"]);
    await tx
      .insertInto("topics")
      .values({
        tenant_id: tenantId,
        id: await nextId(tx, tenantId, "topics"),
        code,
        parent_code: code.includes(".") ? code.slice(0, code.lastIndexOf(".")) : null,
        name: JSON.stringify(name),
        attribute_code: attribute?.code ?? null,
        words: JSON.stringify(words),
        position,
      })
      .execute();
  }
  return recordTree(tx, tenantId, { by: null, at, note: starter.code });
}
