import { type ModelFile, unpackModel } from "@manyi/core/text";
import type { Db } from "@manyi/store";
import type { OwnModels } from "./read-comment.js";

const unpacked = new Map<string, ReturnType<typeof unpackModel>>();

/** An organisation's own models in use; a language without one is read by the shipped model. */
export async function ownModels(db: Db, tenantId: number): Promise<OwnModels> {
  const rows = await db
    .selectFrom("reading_models")
    .select(["language", "version", "file"])
    .where("tenant_id", "=", tenantId)
    .where("used_from", "is not", null)
    .where("used_until", "is", null)
    .execute();
  return Object.fromEntries(
    rows.map(({ language, version, file }) => {
      const name = `${tenantId} ${language} ${version}`;
      const model = unpacked.get(name) ?? unpackModel(file as unknown as ModelFile);
      unpacked.set(name, model);
      return [language, model];
    }),
  );
}
