import { createHash } from "node:crypto";
import type { LocalText } from "@manyi/core/survey";
import type { Db } from "@manyi/store";

export type AttributeRow = {
  readonly id: number;
  readonly code: string;
  readonly parent_code: string | null;
  readonly level: number;
  readonly name: LocalText;
  readonly weight: number | null;
};

export function readAttributes(db: Db, tenantId: number): Promise<AttributeRow[]> {
  return db
    .selectFrom("attributes")
    .select(["id", "code", "parent_code", "level", "name", "weight"])
    .where("tenant_id", "=", tenantId)
    .orderBy("id")
    .execute();
}

/** What a tree is told apart by: everything that may be changed in it. */
export function versionOf(rows: readonly AttributeRow[]): string {
  const parts = rows.map(({ code, parent_code, name, weight }) => [code, parent_code, name["zh-CN"] ?? "", name.en ?? "", weight]);
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

/** How many surveys ask about each attribute, whatever they ask of it. */
export function countAsking(surveys: ReadonlyMap<number, readonly string[]>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const codes of surveys.values()) {
    const own = new Set(codes.flatMap((code) => (code.includes(":") ? [code.slice(code.indexOf(":") + 1)] : [])));
    for (const attribute of own) found.set(attribute, (found.get(attribute) ?? 0) + 1);
  }
  return found;
}
