// What a customer's phone waits for, and how soon an answer is seen: page weight, first paint on a slow processor, freshness.
import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { quantile } from "../lib/numbers.mjs";
import { startManyi } from "../lib/server.mjs";

export const about = "survey page: bytes of everything on first load, first paint with the processor slowed four times; answer to figure";

const CHROMIUM =
  process.env.MANYI_CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((place) => existsSync(place));

export async function run({ quick, scratch, say }) {
  const manyi = await startManyi(scratch.folder("data"), { MANYI_DEMO: "1" });
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    say("page weight");
    const weight = await weigh(manyi.url);
    say("first paint");
    const paints = [];
    for (let round = 0; round < (quick ? 2 : 15); round++) paints.push(await firstPaint(browser, `${manyi.url}/s/demo`));
    say("freshness");
    const waits = await freshness(manyi, quick ? 5 : 60);
    return {
      measures: [
        { name: "survey page, everything on first load, gzip", unit: "KB", samples: [weight / 1024] },
        { name: "first contentful paint, processor × 4 slower", unit: "ms", samples: paints },
        { name: "answer pressed to figure read, p50", unit: "ms", samples: [quantile(waits, 0.5)] },
        { name: "answer pressed to figure read, p99", unit: "ms", samples: [quantile(waits, 0.99)] },
        { name: "answer pressed to figure read", unit: "ms", samples: waits },
      ],
    };
  } finally {
    await browser.close();
    await manyi.stop();
  }
}

/** The page and every file it names, each compressed as a server would. */
async function weigh(url) {
  const page = await (await fetch(`${url}/s/demo`)).text();
  const files = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:css|js)[^"]*)"/g)].map((match) => match[1]);
  let total = gzipSync(page).length;
  for (const file of new Set(files)) total += gzipSync(await (await fetch(url + file)).text()).length;
  return total;
}

async function firstPaint(browser, address) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(address, { waitUntil: "load" });
  const paint = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const entry = list.getEntriesByName("first-contentful-paint")[0];
          if (entry !== undefined) resolve(entry.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
  await context.close();
  return paint;
}

/** Answers the demo's survey as a browser without scripts would, and asks for the figure until it counts the answer. */
async function freshness(manyi, rounds) {
  const link = /http\S+\/welcome\?token=\S+/.exec(manyi.said())[0];
  const headers = { "content-type": "application/json", "x-manyi-request": "1", origin: manyi.url };
  const account = {
    token: new URL(link).searchParams.get("token"),
    email: "bench@example.com",
    name: "Bench",
    password: "a bench password",
    locale: "en",
  };
  const claimed = await fetch(`${manyi.url}/api/v1/session/claim`, { method: "POST", headers, body: JSON.stringify(account) });
  if (!claimed.ok) throw new Error(`claim: ${claimed.status}`);
  const cookie = claimed.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const answers = async () => {
    const reply = await fetch(`${manyi.url}/api/v1/figures?from=${today}&to=${today}&compare=none&unit=6`, { headers: { cookie } });
    if (!reply.ok) throw new Error(`figures: ${reply.status} ${await reply.text()}`);
    return (await reply.json()).statement.answers;
  };
  const waits = [];
  for (let round = 0; round < rounds; round++) {
    const before = await answers();
    const began = performance.now();
    await answerDemo(manyi.url);
    while ((await answers()) <= before)
      if (performance.now() - began > 10_000) throw new Error("an answer was not seen within ten seconds");
    waits.push(performance.now() - began);
  }
  return waits;
}

async function answerDemo(url) {
  let page = await (await fetch(`${url}/s/demo`)).text();
  for (let screen = 0; screen < 5; screen++) {
    const form = /<form[^>]*>([\s\S]*?)<\/form>/.exec(page)?.[0] ?? "";
    const action = /action="([^"]*)"/.exec(form)?.[1] ?? "/s/demo";
    const fields = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g))
      fields.append(/name="([^"]*)"/.exec(input)[1], /value="([^"]*)"/.exec(input)?.[1] ?? "");
    // the best answer to everything, so that no call-back is offered and no case opened
    for (const [input] of form.matchAll(/<input[^>]*type="radio"[^>]*>/g)) {
      const [name, value] = [/name="([^"]*)"/.exec(input)[1], Number(/value="([^"]*)"/.exec(input)[1])];
      if (Number(fields.get(name) ?? 0) < value) fields.set(name, String(value));
    }
    fields.set("go", "next");
    const reply = await fetch(new URL(action.replaceAll("&amp;", "&"), url), { method: "POST", body: fields });
    page = await reply.text();
    if (!page.includes('type="radio"') && !page.includes("<textarea")) return;
  }
  throw new Error("the demo's survey did not end");
}
