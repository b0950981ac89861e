import { type Chance, picked } from "./sample.js";

const LONG = "长".repeat(5000);
/** What a hostile or broken client may put where something else belongs. */
const WILD: readonly unknown[] = [
  null,
  "",
  " ",
  0,
  -1,
  1.5,
  1e308,
  2_147_483_648,
  -2_147_483_649,
  40_000,
  9_007_199_254_740_991,
  true,
  [],
  {},
  [[]],
  [null],
  { length: 3 },
  "\u0000",
  "a\u0000b",
  "\ud800",
  "'; drop table voices; --",
  "#{7*7}{{7*7}}<script>alert(1)</script>",
  "../../../../etc/passwd",
  "%00%ff",
  "2026-02-30",
  "9999-12-31",
  "0001-01-01",
  "2026-02-01T25:61:00Z",
  "00000000-0000-0000-0000-000000000000",
  "👩‍👩‍👧‍👧".repeat(50),
  "\u202e\u0301\u200b",
  LONG,
  Array.from({ length: 2000 }, (_, index) => index),
  nested(200),
];

/** Its own copy each time, since what is spoiled may be spoiled again. */
function wild(chance: Chance): unknown {
  return structuredClone(picked(WILD, chance));
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { a: nested(depth - 1) };
}

/** A copy with one to three places replaced, taken out, doubled or added. */
export function spoiled(value: unknown, chance: Chance): unknown {
  let made = structuredClone(value);
  const times = 1 + Math.floor(chance() * 3);
  for (let i = 0; i < times; i++) made = spoilOnce(made, chance);
  return made;
}

function spoilOnce(value: unknown, chance: Chance): unknown {
  if (typeof value !== "object" || value === null || chance() < 0.1) return wild(chance);
  const names = Object.keys(value);
  if (names.length === 0) return wild(chance);
  const name = picked(names, chance);
  const holder = value as Record<string, unknown>;
  const die = chance();
  if (die < 0.15) delete holder[name];
  else if (die < 0.25) holder[`${name}_`] = holder[name];
  else if (die < 0.3)
    Object.defineProperty(holder, "__proto__", { value: { admin: true }, enumerable: true, configurable: true, writable: true });
  else if (die < 0.6 && typeof holder[name] === "object" && holder[name] !== null) holder[name] = spoilOnce(holder[name], chance);
  else holder[name] = wild(chance);
  return value;
}

/** Bodies that are no JSON, or not what they say they are. */
export const BROKEN_BODIES: readonly { readonly type: string; readonly payload: string }[] = [
  { type: "application/json", payload: "" },
  { type: "application/json", payload: "{" },
  { type: "application/json", payload: "null" },
  { type: "application/json", payload: "[]" },
  { type: "application/json", payload: '"text"' },
  { type: "application/json", payload: '{"__proto__":{"admin":true}}' },
  { type: "application/json", payload: '{"constructor":{"prototype":{"admin":true}}}' },
  { type: "application/json", payload: "[".repeat(50_000) },
  { type: "application/json; charset=utf-7", payload: "{}" },
  { type: "application/x-www-form-urlencoded", payload: "a=%ZZ&b=%00&__proto__=1" },
  { type: "multipart/form-data; boundary=x", payload: "--x\r\nbroken" },
  { type: "multipart/form-data", payload: "no boundary" },
  { type: "text/plain", payload: "hello" },
  { type: "application/xml", payload: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
  { type: "nonsense", payload: "\u0001\u0002" },
];
