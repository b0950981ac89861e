// A million rows of CSV through the import everybody uses: rows a second, and memory that must not grow with the rows.

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { createIds, importFile } from "@manyi/server";
import { createIngest, migrate, openStore, quiet, startEngine } from "@manyi/store";
import { memoryOf } from "../lib/processes.mjs";

export const about =
  "CSV rows a second into the store, checked, mapped and durable; resident memory of the importing process by size of file";

export async function run({ quick, scratch, say }) {
  const sizes = quick ? [5_000] : [10_000, 100_000, 1_000_000];
  const measures = [];
  const engine = await startEngine({ dataDir: scratch.folder("data"), log: quiet });
  const store = openStore(engine.config);
  await migrate(store);
  await store.db
    .insertInto("tenants")
    .values({ id: 1, code: "own", name: JSON.stringify({ en: "Own" }), created_at: new Date() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const now = () => new Date();
  try {
    for (const rows of sizes) {
      say(`${rows} rows`);
      const file = await writeCsv(join(scratch.root, `answers-${rows}.csv`), rows);
      const desk = {
        tenantId: 1,
        store,
        ingest: createIngest(store),
        ids: createIds(now),
        now,
        config: { dataDir: scratch.folder("files") },
        actor: { id: null },
      };
      let peak = 0;
      const timer = setInterval(() => {
        peak = Math.max(peak, memoryOf([process.pid]).resident);
      }, 100);
      const began = performance.now();
      const job = await importFile(desk, file, `answers ${rows}.csv`, (_, mapping) => mapping);
      const seconds = (performance.now() - began) / 1000;
      clearInterval(timer);
      if (job.rows_accepted !== rows) throw new Error(`${job.rows_accepted} of ${rows} rows were accepted`);
      measures.push({ name: `${rows} rows`, unit: "rows/s", samples: [rows / seconds] });
      measures.push({ name: `${rows} rows, peak memory of the process`, unit: "MB", samples: [peak] });
      const again = performance.now();
      const repeated = await importFile(desk, file, `answers ${rows}.csv`, (_, mapping) => mapping);
      if (repeated.rows_accepted !== 0) throw new Error("a repeated import changed something");
      measures.push({
        name: `${rows} rows again, nothing changes`,
        unit: "rows/s",
        samples: [rows / ((performance.now() - again) / 1000)],
      });
    }
  } finally {
    await store.close();
    await engine.stop();
  }
  const memory = measures.filter((measure) => measure.unit === "MB");
  return {
    measures,
    ratios:
      memory.length < 2
        ? []
        : [{ name: "peak memory, largest file over smallest", value: memory.at(-1).samples[0] / memory[0].samples[0] }],
  };
}

/** Twelve columns: a score, eight ratings, a choice, a date, a comment in one row of five. */
async function writeCsv(path, rows) {
  const out = createWriteStream(path);
  out.write("recommend,price,speed,taste,staff,clean,waiting,parking,decor,customer_kind,date,comment\n");
  let seed = 1;
  const dice = (n) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % n;
  };
  for (let row = 0; row < rows; row++) {
    const ratings = Array.from({ length: 8 }, () => 1 + dice(5)).join(",");
    const day = `2025-${String(1 + dice(12)).padStart(2, "0")}-${String(1 + dice(28)).padStart(2, "0")}`;
    const line = `${dice(11)},${ratings},${["new", "regular", "lapsed"][dice(3)]},${day},${dice(5) === 0 ? "上菜有点慢，其他都好" : ""}\n`;
    if (!out.write(line)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
  return path;
}
