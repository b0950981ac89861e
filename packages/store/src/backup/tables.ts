import pg from "pg";

/** A table of the database with its columns in the order they were made. */
export type Table = { readonly name: string; readonly columns: readonly string[] };

/** Anything that takes a statement: a client inside its transaction. */
export type Client = Pick<pg.ClientBase, "query">;

/** Every table of ours except the list of migrations; the job queue keeps its own schema, whose jobs are made again at start. */
export async function listTables(client: Client): Promise<Table[]> {
  const found = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
    group by c.relname order by c.relname`);
  return found.rows;
}

/** Takes the references between tables away, so that rows may come in any order; returns the statements that put them back. */
export async function dropReferences(client: Client): Promise<string[]> {
  const found = await client.query<{ owner: string; name: string; definition: string }>(`
    select conrelid::regclass::text as owner, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`);
  for (const { owner, name } of found.rows) await client.query(`alter table ${owner} drop constraint ${quoted(name)}`);
  return found.rows.map(({ owner, name, definition }) => `alter table ${owner} add constraint ${quoted(name)} ${definition}`);
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}
