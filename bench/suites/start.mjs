// How long it takes until the first page, and how much memory is held: all processes together.
import { setTimeout as sleep } from "node:timers/promises";
import { familyOf, memoryOf } from "../lib/processes.mjs";
import { collectSamples } from "../lib/samples.mjs";
import { startManyi } from "../lib/server.mjs";

export const about = "time until `manyi start` is ready, and memory of all its processes (dependencies installed, sources built)";

export async function run({ quick, scratch, say }) {
  const rounds = quick ? 1 : 3;
  const rest = quick ? 2000 : 20_000;
  const { measures, keep } = collectSamples();
  for (let round = 0; round < rounds; round++) {
    say(`round ${round + 1} of ${rounds}`);
    for (const [kind, env] of [
      ["with the demo organisation", { MANYI_DEMO: "1" }],
      ["empty", { MANYI_DEMO: "0" }],
    ]) {
      const data = scratch.folder(`${round}-${env.MANYI_DEMO}`);
      const cold = startManyi(data, env);
      const peak = watchPeak(() => process.pid);
      const first = await cold;
      keep(`first start, ${kind}`, "s", first.seconds);
      const { url } = first;
      keep(`first page after it, ${kind}`, "s", await secondsFor(url));
      keep(`peak memory of the first start, ${kind}`, "MB", peak.stop());
      await settle(url);
      keep(`stop, ${kind}`, "s", await first.stop());
      const again = await startManyi(data, env);
      keep(`start again, ${kind}`, "s", again.seconds);
      await settle(again.url);
      await sleep(rest);
      const held = memoryOf(familyOf(again.pid));
      keep(`idle memory, ${kind}, shared pages counted once`, "MB", held.proportional);
      keep(`idle memory, ${kind}, resident sizes added up`, "MB", held.resident);
      await again.stop();
    }
  }
  return { measures };
}

/** The largest sum over the children of this process, looked at ten times a second. */
function watchPeak(parent) {
  let peak = 0;
  const timer = setInterval(() => {
    const children = familyOf(parent()).filter((pid) => pid !== parent());
    peak = Math.max(peak, memoryOf(children).proportional);
  }, 100);
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}

async function secondsFor(url) {
  const began = performance.now();
  await (await fetch(url)).text();
  return (performance.now() - began) / 1000;
}

/** Waits until the server says that it has nothing left to catch up with. */
async function settle(url) {
  for (let tries = 0; tries < 600; tries++) {
    const reply = await fetch(`${url}/readyz`).catch(() => null);
    if (reply?.ok || reply?.status === 404) return;
    await sleep(200);
  }
  throw new Error("the server did not become ready");
}
