// How long the pages of the desk keep a reader waiting when the organisation has a million voices, in a real browser.

import { openStore, quiet, startEngine } from "@manyi/store";
import { chromium } from "playwright-core";
import { cpuOf, familyOf } from "../lib/processes.mjs";
import { collectSamples } from "../lib/samples.mjs";
import { startManyi } from "../lib/server.mjs";

export const about = "pages of the desk over two years of a million voices (the demo organisation many times over), in a browser";

const DEMO = 2;
const PATIENCE = 60_000;
const CHROMIUM = process.env.MANYI_CHROMIUM ?? "/usr/bin/chromium";

/** Pages that answer from the voices; the whole history is asked for wherever a page has a choice of days. */
const PAGES = [
  "/",
  "/understand/dashboard",
  "/understand/changes",
  "/understand/themes",
  "/understand/products",
  "/understand/drivers",
  "/understand/price",
  "/understand/expectation",
  "/understand/crosstab",
  "/understand/trends",
  "/understand/kano",
  "/understand/reasons",
  "/understand/model",
  "/understand/sample",
  "/listen/voices",
  `/listen/voices?text=${encodeURIComponent("服务")}`,
  `/listen/voices?text=${encodeURIComponent("排队 太慢")}`,
  "/listen/quality",
  "/listen/samples",
  "/prove/effect",
  "/prove/linkage",
  "/customers/loyalty",
];

export async function run({ quick, scratch, say }) {
  const rounds = quick ? 1 : 4;
  const wanted = quick ? 60_000 : 1_000_000;
  const data = scratch.folder("data");
  const { measures, keep } = collectSamples();
  const first = await startManyi(data, { MANYI_DEMO: "1" });
  await first.stop();
  say(`the demo organisation's voices again and again, until there are ${wanted}`);
  keep("voices", "", await multiply(data, wanted));
  const server = await startManyi(data, { MANYI_DEMO: "1" });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
    await signIn(context, server);
    say("the projection takes them in");
    await caughtUp(server.url);
    const to = new Date().toISOString().slice(0, 10);
    const from = new Date(Date.now() - 729 * 86_400_000).toISOString().slice(0, 10);
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1} of ${rounds}`);
      for (const path of PAGES) {
        const before = cpuOf(familyOf(server.pid));
        const replies = await open(context, `${server.url}${path}${path.includes("?") ? "&" : "?"}from=${from}&to=${to}`);
        const page = decodeURIComponent(path);
        keep(`${page}, all figures there after`, "s", Math.max(...replies.map(({ end }) => end)) / 1000);
        keep(`${page}, processor time of server and database`, "s", cpuOf(familyOf(server.pid)) - before);
        for (const { name, took } of slowest(replies)) keep(`${page}, of it ${name}`, "s", took / 1000);
      }
    }
    return { measures };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/**
 * Copies the demo's voices with all that was read in them until there are so many. Anonymous ones are left as they are: they enter the
 * figures in steps of their own. Followers that would open cases for the copies are told that they have seen them.
 */
export async function multiply(dataDir, wanted) {
  const engine = await startEngine({ dataDir, log: quiet, settings: { max_wal_size: "4GB" } });
  const store = openStore({ ...engine.config, max: 2 });
  try {
    const copied = `tenant_id = ${DEMO} and anonymity <> 'anonymous'`;
    const { rows } = await store.pool.query(`select count(*)::int as n from voices where ${copied}`);
    const copies = Math.ceil(wanted / rows[0].n) - 1;
    // a uuid by its letters as well as by its form: others are refused on their way out
    const key = (column) => `overlay(overlay(md5(${column}::text || '#' || copy) placing '4' from 13) placing '8' from 17)::uuid`;
    const into = async (table, changed, where) => {
      const columns = (
        await store.pool.query("select column_name as name from information_schema.columns where table_name = $1", [table])
      ).rows.map(({ name }) => name);
      const names = columns.filter((name) => name !== "xid");
      const values = names.map((name) => changed[name] ?? `o.${name}`);
      await store.pool.query(
        `insert into ${table} (${names.join(", ")}) select ${values.join(", ")} from ${table} o, generate_series(1, ${copies}) copy where ${where}`,
      );
    };
    const readOnes = `(o.tenant_id, o.voice_id) in (select tenant_id, id from voices where ${copied})`;
    await into("voice_topics", { voice_id: key("o.voice_id") }, readOnes);
    // alike texts are looked for among real arrivals; here every copy would be alike
    await into("voice_readings", { voice_id: key("o.voice_id"), fingerprint: "null", alike: "'{}'" }, readOnes);
    await into("voices", { id: key("o.id"), client_key: "o.client_key || '#' || copy", case_id: "null" }, copied);
    await store.pool.query(
      "update followers set xid = pg_snapshot_xmax(pg_current_snapshot()), last_id = 'ffffffff-ffff-ffff-ffff-ffffffffffff' where source = 'voices'",
    );
    await store.pool.query("vacuum analyze");
    return (await store.pool.query("select count(*)::int as n from voices")).rows[0].n;
  } finally {
    await store.close();
    await engine.stop();
  }
}

async function signIn(context, { url, said }) {
  const token = /welcome\?token=(\S+)/.exec(said())[1];
  const person = { token, name: "Bench", email: "bench@example.test", password: "a long enough bench password", locale: "zh-CN" };
  const reply = await context.request.post(`${url}/api/v1/session/claim`, { data: person, headers: { "x-manyi-request": "1" } });
  if (!reply.ok()) throw new Error(`signing in: ${reply.status()} ${await reply.text()}`);
}

/** Waits until the figures hold what the database holds. */
async function caughtUp(url) {
  for (let tries = 0; tries < 3000; tries++) {
    const text = await (await fetch(`${url}/metrics`)).text();
    const lag = Number(/^manyi_projection_lag_voices\S* (\S+)$/m.exec(text)?.[1] ?? Number.NaN);
    if (lag === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the projection did not catch up");
}

/** Opens a page as a reader does; every reply of the API it waited for, in milliseconds since the page was asked for. */
async function open(context, address) {
  const page = await context.newPage();
  try {
    await page.goto(address);
    await page.locator("main h1").first().waitFor({ timeout: PATIENCE });
    await page.waitForLoadState("networkidle", { timeout: PATIENCE });
    const replies = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.includes("/api/v1/") && !name.includes("/live"))
        .map(({ name, duration, responseEnd, responseStatus }) => ({
          name: new URL(name).pathname.slice("/api/v1".length),
          took: duration,
          end: responseEnd,
          status: responseStatus,
        })),
    );
    const refused = replies.find(({ status }) => status >= 400);
    if (refused !== undefined) throw new Error(`${address}: ${refused.name} answered ${refused.status}`);
    return replies;
  } finally {
    await page.close();
  }
}

/** The longest reply of each route, the three longest of them. */
function slowest(replies) {
  const longest = new Map();
  for (const reply of replies) if (reply.took > (longest.get(reply.name)?.took ?? 0)) longest.set(reply.name, reply);
  return [...longest.values()].sort((a, b) => b.took - a.took).slice(0, 3);
}
