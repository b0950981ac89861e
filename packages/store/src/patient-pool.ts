import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { isNotThereYet } from "./connection-loss.js";

const PATIENCE_MS = 10_000;

/**
 * A pool that waits up to ten seconds for a database that is being started again, so that a request which comes meanwhile is late
 * instead of lost.
 */
export function patientPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  // A connection that breaks is replaced, and whoever uses it learns of it from the next query; without listeners, on the pool for idle
  // ones and on each for those in a transaction, it would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));

  const connectOnce: () => Promise<pg.PoolClient> = pool.connect.bind(pool);
  const connect = async (): Promise<pg.PoolClient> => {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
      try {
        return await connectOnce();
      } catch (error) {
        if (!isNotThereYet(error) || performance.now() > giveUpAt) throw error;
        await sleep(pause);
      }
    }
  };
  // the pool's own `query` asks for its connection in the older way, with a callback
  pool.connect = ((done?: (error: Error | undefined, client?: pg.PoolClient, release?: pg.PoolClient["release"]) => void) => {
    if (done === undefined) return connect();
    connect().then((client) => done(undefined, client, client.release), done);
  }) as typeof pool.connect;
  return pool;
}
