import { join } from "node:path";
import type { Ingest, Store } from "@manyi/store";
import type { Ids } from "../../platform/context.js";

/** What an import needs; a request's context is one, and the command line makes its own. */
export type ImportDesk = {
  readonly tenantId: number;
  readonly store: Store;
  readonly ingest: Ingest;
  readonly ids: Ids;
  now(): Date;
  readonly config: { readonly dataDir: string };
  readonly actor: { readonly id: string | null };
};

export const importFolder = (desk: Pick<ImportDesk, "config">): string => join(desk.config.dataDir, "imports");
export const filePath = (desk: Pick<ImportDesk, "config">, id: string): string => join(importFolder(desk), id);
export const rejectsPath = (desk: Pick<ImportDesk, "config">, id: string): string => join(importFolder(desk), `${id}.rejects.csv`);
