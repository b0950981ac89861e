// A file of comments on its way through the product: uploaded, stored, read, counted, and looked at on the pages of themes.
import { openAsBlob } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { writeComments } from "../lib/comments.mjs";
import { cpuOf, familyOf, memoryOf } from "../lib/processes.mjs";
import { collectSamples } from "../lib/samples.mjs";
import { startManyi } from "../lib/server.mjs";
import { signIn } from "../lib/sign-in.mjs";

export const about =
  "a CSV of rated comments until each is stored, read and counted in the dashboard; then the pages of themes over all of them";

const COLUMNS = {
  推荐意愿: { to: "metric", metric: "nps" },
  门店: { to: "choice", key: "store" },
  日期: { to: "date", format: "iso" },
  意见: { to: "comment" },
};
const PERIOD = "from=2026-01-01&to=2026-12-31";
/** What the page of themes and the stream of voices ask for. */
const QUESTIONS = [
  ["topics with their effect on NPS", "themes"],
  ["one topic with quotes", "themes/topics/1"],
  ["words of good and bad comments", "themes/words"],
  ["words of promoters and detractors", "themes/words?contrast=score"],
  ["emerging topics and words", "themes/emerging"],
  ["comments alike", "themes/copies"],
  ["voices, first page", "voices"],
  ["voices, search for two words", `voices?text=${encodeURIComponent("服务员 热情")}`],
  ["crosstab of topics and months", "analysis/crosstab?rows=topic&columns=month"],
];

export async function run({ quick, scratch, say }) {
  const rows = quick ? 3000 : 100_000;
  const rounds = quick ? 1 : 3;
  const { measures, keep } = collectSamples();
  for (let round = 0; round < rounds; round++) {
    say(`round ${round + 1} of ${rounds}: ${rows} comments`);
    const file = `${scratch.folder(`comments-${round}`)}.csv`;
    await writeComments(file, rows);
    const server = await startManyi(scratch.folder(`data-${round}`), { MANYI_DEMO: "0" });
    try {
      const ask = await signIn(server);
      await ask("organisation", "PUT", { name: { en: "Bench" }, timeZone: "Asia/Shanghai", defaultLocale: "zh-CN" });
      const cpuBefore = cpuOf(familyOf(server.pid));
      const began = performance.now();
      const since = () => (performance.now() - began) / 1000;
      const form = new FormData();
      form.append("file", await openAsBlob(file), "comments.csv");
      const { id } = await ask("imports", "POST", form);
      await ask(`imports/${id}/run`, "POST", { title: "comments", columns: COLUMNS });
      const stored = await until(
        () => ask(`imports/${id}`),
        ({ state }) => state !== "running",
      );
      if (stored.accepted !== rows) throw new Error(`${stored.accepted} of ${rows} rows were taken: ${stored.error}`);
      keep("stored after", "s", since());
      await until(
        () => ask(`figures/trend?metric=nps&by=month&periods=12&${PERIOD}`),
        ({ statement }) => statement.answers === rows,
      );
      keep("every score in the dashboard after", "s", since());
      await until(
        () => ask(`themes?${PERIOD}`),
        ({ statement }) => statement.comments === rows,
      );
      keep("every comment read and in the themes after", "s", since());
      keep("comments read", "comments/s", rows / since());
      keep("processor time of server and database", "ms/comment", (1000 * (cpuOf(familyOf(server.pid)) - cpuBefore)) / rows);
      keep("memory of all processes afterwards", "MB", memoryOf(familyOf(server.pid)).proportional);
      for (const [name, path] of QUESTIONS) {
        const asked = performance.now();
        await ask(`${path}${path.includes("?") ? "&" : "?"}${PERIOD}`);
        keep(`${name}`, "s", (performance.now() - asked) / 1000);
      }
    } finally {
      await server.stop();
    }
  }
  return { measures };
}

async function until(look, isThere) {
  for (let tries = 0; tries < 2400; tries++) {
    const seen = await look();
    if (isThere(seen)) return seen;
    await sleep(250);
  }
  throw new Error("ten minutes were not enough");
}
