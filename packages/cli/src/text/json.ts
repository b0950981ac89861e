import type { DigestedFile } from "./digest-file.js";

/** The shape of the JSON; a change that breaks readers gets a new number. */
const JSON_SCHEMA = "manyi.text/1";

/** The digest as JSON: figures unrounded, quotes and copied texts masked. */
export function digestJson({ title, file, columns, taxonomy, leftOut, digest }: DigestedFile): string {
  const named = { code: taxonomy.code, name: taxonomy.name, isTold: taxonomy.isTold };
  return JSON.stringify({ schema: JSON_SCHEMA, title, file, columns, taxonomy: named, leftOut, ...digest }, null, 2);
}
