import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { BEACON_SCRIPT } from "./beacon.js";

type Sent = { readonly to: string; readonly p: string; readonly s: number; readonly d: string };

/** A page as far as the script sees one: a clock that is turned by hand, and what was sent. */
function page({ dataset, navigator = {} }: { dataset: Record<string, string>; navigator?: Record<string, unknown> }) {
  const sent: Sent[] = [];
  const timers: (() => void)[] = [];
  const listeners = new Map<string, () => void>();
  const location = { pathname: "/menu" };
  const listen = (name: string, run: () => void) => void listeners.set(name, run);
  const document = {
    currentScript: { src: "https://cx.example.test/beacon.js", dataset },
    visibilityState: "visible",
    addEventListener: listen,
  };
  const window: { manyi?: { consent(given: boolean): void } } = {};
  class Blob {
    constructor(readonly parts: readonly string[]) {}
  }
  runInNewContext(BEACON_SCRIPT.body, {
    document,
    window,
    location,
    URL,
    Blob,
    Date: class {
      getFullYear = () => 2026;
      getMonth = () => 2;
      getDate = () => 2;
    },
    setInterval: (run: () => void) => timers.push(run),
    addEventListener: listen,
    navigator: { sendBeacon: (to: string, { parts }: Blob) => sent.push({ to, ...JSON.parse(parts[0]!) }), ...navigator },
  });
  const wait = (seconds: number) => {
    for (let i = 0; i < seconds; i++) for (const run of timers) run();
  };
  const leave = () => listeners.get("pagehide")!();
  return { sent, wait, leave, document, location, consent: (given: boolean) => window.manyi!.consent(given) };
}

test("L8.2: without consent the beacon sends nothing; with it, path, visible seconds and day", () => {
  const silent = page({ dataset: { site: "k" } });
  silent.wait(30);
  silent.leave();
  expect(silent.sent).toEqual([]);
  const heard = page({ dataset: { site: "k", consent: "given" } });
  heard.wait(12);
  heard.document.visibilityState = "hidden";
  heard.wait(100);
  heard.leave();
  heard.leave();
  expect(heard.sent).toEqual([{ to: "https://cx.example.test/api/v1/beacon/k", p: "/menu", s: 12, d: "2026-03-02" }]);
});

test("consent counts from when it is given, and forgets what was counted when it is taken back", () => {
  const asked = page({ dataset: { site: "k" } });
  asked.wait(20);
  asked.consent(true);
  asked.wait(5);
  asked.consent(false);
  asked.leave();
  expect(asked.sent).toEqual([]);
  asked.consent(true);
  asked.wait(3);
  asked.leave();
  expect(asked.sent.map(({ s }) => s)).toEqual([3]);
});

test("do not track and global privacy control are a no that consent does not override", () => {
  for (const navigator of [{ doNotTrack: "1" }, { globalPrivacyControl: true }]) {
    const visitor = page({ dataset: { site: "k", consent: "given" }, navigator });
    visitor.consent(true);
    visitor.wait(20);
    visitor.leave();
    expect(visitor.sent).toEqual([]);
  }
});

test("a page that changes its address without loading tells each of them; a screen nobody touches ends after half an hour", () => {
  const visitor = page({ dataset: { site: "k", consent: "given" } });
  visitor.wait(4);
  visitor.location.pathname = "/booking";
  visitor.wait(5000);
  visitor.leave();
  expect(visitor.sent.map(({ p, s }) => [p, s])).toEqual([
    ["/menu", 4],
    ["/booking", 1800],
  ]);
});
