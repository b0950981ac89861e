import { type Client, quoted, type Table } from "./tables.js";

type Cursor = { readonly xid: string; readonly last_id: string };

/** Below this, PostgreSQL's own numbers are special. */
const FIRST_XID = 3;
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Where the followers stand, without doubles, in order. */
export async function readCursors(client: Client): Promise<readonly Cursor[]> {
  const found = await client.query<Cursor>("select distinct xid, last_id from followers order by xid, last_id");
  return found.rows;
}

/**
 * The statement that writes a table's rows as text. Transaction numbers mean nothing in another cluster, where they might even lie in
 * the future and hide their rows, so they are replaced by small ones that keep what matters: which rows each follower has taken in.
 */
export function selectRows(table: Table, cursors: readonly Cursor[]): string {
  const values = table.columns.map((column) => {
    if (column === "xid") return table.name === "followers" ? followerXid(cursors) : rowXid(table, cursors);
    if (column === "last_id" && table.name === "followers") return `'${LAST_ID}'::uuid`;
    return `t.${quoted(column)}`;
  });
  return `select row(${values.join(", ")})::text as row from ${quoted(table.name)} t`;
}

/** A row behind k of the cursors' places lies in class k; readings are followed by the projection only, which starts anew. */
function rowXid(table: Table, cursors: readonly Cursor[]): string {
  if (cursors.length === 0 || !table.columns.includes("id")) return `'${FIRST_XID}'::xid8`;
  return `(${FIRST_XID} + (select count(*) from (values ${spelled(cursors)}) c (xid, id) where (c.xid, c.id) < (t.xid, t.id)))::text::xid8`;
}

/** The cursor of rank k has taken in the classes up to k − 1. */
function followerXid(cursors: readonly Cursor[]): string {
  if (cursors.length === 0) return "t.xid";
  return `(${FIRST_XID} - 1 + (select count(*) from (values ${spelled(cursors)}) c (xid, id) where (c.xid, c.id) <= (t.xid, t.last_id)))::text::xid8`;
}

function spelled(cursors: readonly Cursor[]): string {
  return cursors.map(({ xid, last_id }) => `('${BigInt(xid)}'::xid8, '${last_id.replace(/[^0-9a-f-]/g, "")}'::uuid)`).join(", ");
}
