import { isoDateOf, localDayOf } from "@manyi/core/calendar";
import { indexShares } from "@manyi/core/measures";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { type Attribute, treeOf, type Weights } from "./index-tree.js";
import type { ModelDefinition } from "./model-settings.js";

/** What the index was weighed by for a while. */
export type WeightVersion = {
  /** 1 is the oldest */
  readonly version: number;
  /** the day it came into force; `null` since the beginning */
  readonly since: number | null;
  readonly sinceOn: string | null;
  readonly by: string | null;
  readonly weights: Weights;
  /** what each rated attribute counts in the whole when all of them have answers */
  readonly shares: ReadonlyMap<string, number>;
};

type Change = { readonly at: Date | null; readonly by: string | null; readonly part: Partial<Weights> };
type TreeRow = { tree: { code: string; parent: string | null; weight: number | null }[]; by: string | null; changed_at: Date | null };
type ModelRow = { tree: Partial<Pick<ModelDefinition, "weights">> | null; by: string | null; created_at: Date };

/**
 * The weights of the index from the beginning to now: changes of the attributes' tree and of the model's own weights, one after another.
 * What changes nothing for these attributes is no version.
 *
 * @param rated codes of the attributes the index is made of
 * @returns oldest first, at least one
 */
export async function readWeightVersions(ctx: Context, rated: readonly string[]): Promise<WeightVersion[]> {
  const [first, ...changes] = await readChanges(ctx);
  const zone = ctx.organisation.timeZone;
  const versions: WeightVersion[] = [];
  let weights: Weights = { attributes: new Map(), own: {}, ...first!.part };
  for (const { at, by, part } of [{ ...first!, part: {} }, ...changes]) {
    weights = { ...weights, ...part };
    const shares = sharesOf(weights, rated);
    const last = versions.at(-1);
    if (last !== undefined && isAlike(last.shares, shares)) {
      versions[versions.length - 1] = { ...last, weights };
      continue;
    }
    const since = at === null ? null : localDayOf(at.getTime(), zone);
    versions.push({ version: versions.length + 1, since, sinceOn: since === null ? null : isoDateOf(since), by, weights, shares });
  }
  return versions;
}

/** The version in force at the end of a day. */
export function versionAt(versions: readonly WeightVersion[], day: number): WeightVersion {
  return versions.findLast(({ since }) => since === null || since <= day) ?? versions[0]!;
}

/** The beginning, then every change in the order of time. The latest tree is the one that stands, with what imports brought along. */
async function readChanges({ db, tenantId }: Context): Promise<Change[]> {
  const [trees, models, live] = await Promise.all([
    sql<TreeRow>`
      select w.tree, u.name as by, w.changed_at from attribute_weights w left join auth_users u on u.id = w.changed_by
      where w.tenant_id = ${tenantId} order by w.version`.execute(db),
    sql<ModelRow>`
      select m.tree, u.name as by, m.created_at from index_models m left join auth_users u on u.id = m.created_by
      where m.tenant_id = ${tenantId} order by m.version`.execute(db),
    db.selectFrom("attributes").select(["code", "parent_code", "weight"]).where("tenant_id", "=", tenantId).execute(),
  ]);
  const kept = trees.rows.map(({ tree }) => treeMap(tree.map(({ code, parent, weight }) => ({ code, parent_code: parent, weight }))));
  const attributes = [...kept.slice(0, -1), treeMap(live)];
  const ofTree = trees.rows
    .slice(1)
    .map(({ by, changed_at }, i): Change => ({ at: changed_at, by, part: { attributes: attributes[i + 1]! } }));
  const ofModel = models.rows.map(({ tree, by, created_at }): Change => ({ at: created_at, by, part: { own: tree?.weights ?? {} } }));
  const inOrder = [...ofTree, ...ofModel].sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
  return [{ at: null, by: null, part: { attributes: attributes[0]!, own: {} } }, ...inOrder];
}

function treeMap(rows: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  return new Map(rows.map((row) => [row.code, row]));
}

function sharesOf(weights: Weights, rated: readonly string[]): ReadonlyMap<string, number> {
  const tree = treeOf(
    rated.map((name) => ({ name, mean: 0, n: 1 })),
    weights,
  );
  return tree === null ? new Map() : indexShares(tree);
}

function isAlike(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([name, share]) => Math.abs(share - (b.get(name) ?? -1)) < 1e-9);
}
