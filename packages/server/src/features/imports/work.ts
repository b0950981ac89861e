import type { Mapping } from "@manyi/contracts";
import type { Logger } from "pino";
import type { Stop } from "../../platform/feature.js";
import { type Services, systemContext } from "../../platform/services.js";
import { beginImport, beginUndo } from "./jobs.js";

// Imports run one after the other: two at once would only share the same disk.
let line: Promise<void> = Promise.resolve();

/** Lets work go on after its request was answered. */
export function inBackground(log: Logger, work: () => Promise<void>): void {
  line = line.then(work).catch((error: unknown) => log.error({ err: error }, "import"));
}

/** Goes on with what a killed process left unfinished; both ways are safe to repeat. */
export async function start(services: Services): Promise<Stop> {
  const left = await services.store.db
    .selectFrom("imports")
    .selectAll()
    .where("state", "in", ["running", "undoing"])
    .orderBy("id")
    .execute();
  for (const row of left) {
    const ctx = await systemContext(services, row.tenant_id, "imports");
    // a file that is gone (a restored backup brings none) fails its import, not the start of the server
    inBackground(services.log, async () => {
      try {
        const work = row.state === "undoing" ? beginUndo(ctx, row) : beginImport(ctx, { ...row, state: "failed" }, row.mapping as Mapping);
        await (await work)();
      } catch (error) {
        const failed = { state: "failed" as const, error: "INTERNAL", finished_at: services.now() };
        await services.store.db
          .updateTable("imports")
          .set(failed)
          .where("tenant_id", "=", row.tenant_id)
          .where("id", "=", row.id)
          .execute();
        throw error;
      }
    });
  }
  return () => line;
}
