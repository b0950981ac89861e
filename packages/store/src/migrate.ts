import { MIGRATIONS, type Migration } from "./migrations/index.js";
import { StoreRefusal } from "./refusal.js";
import type { Store } from "./store.js";

/** Any number nobody else uses: whoever migrates holds it. */
const MIGRATION_LOCK = 7_306_001;

/**
 * Brings the database to this program's schema. Each step is one transaction; several processes may call it at once.
 *
 * @returns names of the steps that ran now; empty when the database was up to date
 * @throws {StoreRefusal} DATABASE_NEWER when a later version of Manyi has been here
 */
export async function migrate(store: Store, migrations: readonly Migration[] = MIGRATIONS): Promise<string[]> {
  const client = await store.pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(
      "create table if not exists migrations (position integer primary key, name text not null unique, at timestamptz not null default now())",
    );
    const done = await client.query<{ name: string }>("select name from migrations order by position");
    refuseUnknown(
      done.rows.map((row) => row.name),
      migrations,
    );

    const applied: string[] = [];
    for (const [position, migration] of migrations.entries()) {
      if (position < done.rows.length) continue;
      await client.query("begin");
      try {
        await client.query(migration.up);
        await client.query("insert into migrations (position, name) values ($1, $2)", [position + 1, migration.name]);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback");
        throw error;
      }
      applied.push(migration.name);
    }
    await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
    client.release();
    return applied;
  } catch (error) {
    // a session that still holds the lock must not go back into the pool
    client.release(true);
    throw error;
  }
}

function refuseUnknown(done: readonly string[], migrations: readonly Migration[]): void {
  const strange = done.find((name, position) => migrations[position]?.name !== name);
  if (strange === undefined) return;
  throw new StoreRefusal("DATABASE_NEWER", {
    "zh-CN": `数据库里有本版本不认识的结构（${strange}）。请使用写入它的 Manyi 版本或更新的版本。`,
    en: `The database holds a structure this version does not know (${strange}). Use the version of Manyi that wrote it, or a later one.`,
  });
}
