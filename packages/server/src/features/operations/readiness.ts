import { sql } from "kysely";
import type { Services } from "../../platform/services.js";

const PATIENCE_MS = 3000;

/** Whether the database and the projection answer within three seconds. */
export async function readiness(services: Services): Promise<{ readonly isReady: boolean }> {
  const checks = [sql`select 1`.execute(services.store.db), ...services.analytics.nodes.map((node) => node.run("select 1", []))];
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  try {
    await Promise.race([Promise.all(checks), tooLate]);
    return { isReady: true };
  } catch (err) {
    services.log.warn({ err }, "not ready");
    return { isReady: false };
  } finally {
    clearTimeout(timer);
  }
}
