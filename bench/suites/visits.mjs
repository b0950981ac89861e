// A customer's whole visit through HTTP: the page is fetched, its form sent, the answer stored durably before the thank-you page comes.
// The load generator runs on the same machine and takes its share of it.
import { Agent, request } from "node:http";
import { findEngine, openStore } from "@manyi/store";
import { quantile } from "../lib/numbers.mjs";
import { cpuOf, familyOf } from "../lib/processes.mjs";
import { collectSamples } from "../lib/samples.mjs";
import { startManyi } from "../lib/server.mjs";
import { publishSurvey } from "../lib/survey.mjs";

export const about = "whole visits (page and durable answer) through HTTP by 1, 16 and 64 customers at once";

const CLIENTS = [1, 16, 64];

export async function run({ quick, scratch, say }) {
  const seconds = quick ? 1 : 8;
  const rounds = quick ? 1 : 3;
  const data = scratch.folder("data");
  const server = await startManyi(data, { MANYI_DEMO: "0" });
  const store = openStore(findEngine(data));
  const { measures, keep } = collectSamples();
  try {
    const { slug } = await publishSurvey(store, { keys: 1 });
    const address = new URL(`${server.url}/s/${slug}`);
    await opened(address);
    await visitFor(address, 16, 1);
    let visits = await countVoices(store);
    for (let round = 0; round < rounds; round++) {
      say(`round ${round + 1} of ${rounds}`);
      for (const clients of CLIENTS) {
        const before = cpuOf(familyOf(server.pid));
        const began = performance.now();
        const latencies = await visitFor(address, clients, seconds);
        const took = (performance.now() - began) / 1000;
        const cpu = cpuOf(familyOf(server.pid)) - before;
        visits += latencies.length;
        keep(`${clients} customers`, "visits/s", latencies.length / took);
        keep(`${clients} customers, processor time of server and database`, "ms/visit", (1000 * cpu) / latencies.length);
        keep(`${clients} customers, half of the visits within`, "ms", quantile(latencies, 0.5));
        keep(`${clients} customers, 99 of 100 visits within`, "ms", quantile(latencies, 0.99));
      }
    }
    const stored = await countVoices(store);
    if (stored !== visits) throw new Error(`${visits} visits were thanked for, ${stored} answers are stored`);
    return { measures };
  } finally {
    await store.close();
    await server.stop();
  }
}

async function countVoices(store) {
  return (await store.pool.query("select count(*) as n from voices")).rows[0].n;
}

/** A new link is known to the server within a few seconds. */
async function opened(address) {
  for (let tries = 0; tries < 100; tries++) {
    if ((await fetch(address)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the survey page did not open");
}

/** Customers that come one after the other, each through a connection of its own kind; the milliseconds of every visit. */
async function visitFor(address, clients, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const end = performance.now() + seconds * 1000;
  const latencies = [];
  const customer = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      await visit(agent, address);
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: clients }, customer));
  agent.destroy();
  return latencies;
}

async function visit(agent, address) {
  const page = await ask(agent, address, "GET", null);
  const hidden = [...page.text.matchAll(/<input type="hidden" name="([a-z]+)" value="([^"]*)">/g)];
  const first = new URLSearchParams(hidden.filter(([, name]) => name !== "shown").map(([, name, value]) => [name, value]));
  first.append("shown", "recommend");
  first.append("shown", "why_high");
  first.set("a.recommend", "9");
  first.set("a.why_high", "上菜快，服务员很热情");
  first.set("go", "next");
  const thanks = await ask(agent, address, "POST", first.toString());
  if (thanks.status !== 200 || thanks.text.includes('name="a.recommend"')) throw new Error(`a visit was not taken: ${thanks.status}`);
}

function ask(agent, address, method, body) {
  return new Promise((resolve, reject) => {
    const headers = body === null ? {} : { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
    const sent = request(address, { agent, method, headers }, (reply) => {
      let text = "";
      reply.setEncoding("utf8");
      reply.on("data", (chunk) => {
        text += chunk;
      });
      reply.on("end", () => {
        const to = reply.headers.location;
        if (reply.statusCode === 303 && to !== undefined) resolve(ask(agent, new URL(to, address), "GET", null));
        else resolve({ status: reply.statusCode, text });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
