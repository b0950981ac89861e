import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { analyzeFile } from "../analyze/analyze-file.js";
import { askMapping } from "../analyze/ask.js";
import { findingSentence } from "../analyze/finding-words.js";
import { readAnalysisMap } from "../analyze/map.js";
import { widthOf, wrapped } from "../analyze/text-table.js";
import { EXIT, Misuse } from "../command.js";
import { runCli } from "../run-cli.js";

const data = (name: string) => fileURLToPath(new URL(`../../../core/fixtures/reference/data/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "manyi-analyze-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function say(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const around = { env: { LANG: "en_GB.UTF-8" }, cwd: folder, interrupted: () => new Promise<void>(() => {}) };
  const code = await runCli(["analyze", ...args], { ...around, out: (line) => void out.push(line), err: (line) => void err.push(line) });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

function reference(topic: string, id: string): Record<string, unknown> {
  const file = new URL(`../../../core/fixtures/reference/expected/${topic}.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: { id: string; expected: Record<string, unknown> }[] };
  return cases.find((one) => one.id === id)!.expected;
}

test("analyze: NPS interval and driver shares read from the file equal the reference cases", async () => {
  const { analysis } = await analyzeFile(data("nps_utility.csv"), { where: { column: "year", value: "2022" } });
  const nps = analysis.measures.find(({ kind }) => kind === "nps")!;
  const expected = reference("01_nps", "nps-utility-2022") as { n: number; nps: number; ci_adjusted_wald_3: [number, number] };
  expect(nps.n).toBe(expected.n);
  expect(nps.headline!.value).toBeCloseTo(expected.nps, 8);
  expect(nps.headline!.interval!.low).toBeCloseTo(expected.ci_adjusted_wald_3[0], 8);
  expect(nps.headline!.interval!.high).toBeCloseTo(expected.ci_adjusted_wald_3[1], 8);
  const { johnson_share, n } = reference("06_drivers", "drivers-utility-2022") as { johnson_share: Record<string, number>; n: number };
  expect(analysis.drivers!.n).toBe(n);
  for (const { name, share } of analysis.drivers!.drivers) expect(share).toBeCloseTo(johnson_share[name]!, 6);
});

test("analyze: the JSON keeps its shape, and every finding has its sentence in both languages", async () => {
  const { code, out } = await say(data("nps_utility.csv"), "--json");
  expect(code).toBe(EXIT.done);
  const json = JSON.parse(out) as Record<string, unknown> & { findings: { code: string; text: Record<string, string> }[] };
  expect(Object.keys(json)).toEqual(
    "schema title file format where findings rows columns outcome measures expectations kano drivers priorities crosstabs trend quality".split(
      " ",
    ),
  );
  expect(json.schema).toBe("manyi.analysis/1");
  const keys = (value: unknown) => Object.keys(value as object).join(" ");
  expect(keys((json.measures as unknown[])[0])).toBe(
    "column kind scale unit headline weighted mean top categories counts n missing outside atCeiling atFloor",
  );
  expect(keys(json.quality)).toBe(
    "rows unanswered unweighted straightLining repeatedRows repeatedKeys lookedForRepeats missingShare outside reliability",
  );
  expect(json.findings.length).toBeGreaterThan(3);
  expect(json.findings.length).toBeLessThanOrEqual(7);
  for (const { text } of json.findings) {
    expect(text["zh-CN"]).toMatch(/\p{Script=Han}.*。$/u);
    expect(text.en).not.toMatch(/\p{Script=Han}/u);
    // what goes together is not said to cause
    expect(`${text["zh-CN"]} ${text.en}`).not.toMatch(/导致|造成|because of|causes|leads to|drives/i);
  }
});

test("analyze: the report stands alone, speaks both languages, escapes what the file says and shows no raw keys", async () => {
  const file = join(folder, "门店.csv");
  const rows = Array.from(
    { length: 150 },
    (_, i) => `${i % 11},${1 + (i % 5)},${1 + ((i + 1) % 5)},<b>店 & ${i % 3},2025-0${1 + (i % 5)}-03`,
  );
  writeFileSync(file, `推荐,E_speed,P_speed,门店,日期\n${rows.join("\n")}\n`);
  const { code, out } = await say(file, "--title", "<六月> 答卷", "--html", "r.html", "--lang", "zh");
  expect(code).toBe(EXIT.done);
  expect(out).toContain("要点");
  const html = readFileSync(join(folder, "r.html"), "utf8");
  expect(html).not.toMatch(/https?:|\/\/[a-z]|<script|@import|url\(|<link|<img/i);
  expect(html).not.toMatch(/undefined|NaN|\[object|\bnull\b|HEADLINE|GROUP_DIFFERS|notRanked|NOT_A_CAUSE|SMALL_BASE/);
  expect(html).not.toContain("<b>店");
  expect(html).toContain("&lt;b&gt;店 &amp; 1");
  expect(html).toContain("&lt;六月&gt; 答卷");
  const [chinese, english] = html.split('<main class="report').slice(1);
  expect(chinese).toContain("期望与感受");
  expect(english).toContain("Expected and perceived");
  const words = english!.replace(/<[^>]*>/g, " ").replaceAll(/推荐|店|门|日期|六月|答卷/g, "");
  expect(words).not.toMatch(/\p{Script=Han}/u);
});

test("analyze: no report of the reference data holds an empty figure where words belong", async () => {
  for (const [file, ...more] of [
    ["kano_storage.csv"],
    ["likert_ac.csv"],
    ["ecsi_mobi.csv"],
    ["abc_survey.csv", "--outcome", "q1", "--missing", "0"],
  ]) {
    const { code, out } = await say(data(file!), ...more, "--html", "x.html");
    expect(code, file).toBe(EXIT.done);
    expect(out + readFileSync(join(folder, "x.html"), "utf8"), file).not.toMatch(/undefined|NaN|Infinity|\[object/);
  }
});

test("analyze: misuse says in both languages what is wrong and ends with 2; a missing or unreadable file ends with 1", async () => {
  const file = join(folder, "a.csv");
  writeFileSync(file, "nps,city\n9,Bern\n3,Basel\n");
  const misuses: [string[], string, string][] = [
    [[], "请写出要分析的文件", "Name the file"],
    [[file, "--lang", "fr"], "--lang 只能是", "--lang is zh or en"],
    [[file, "--map", "nps"], "列名=含义", "column=meaning"],
    [[file, "--map", "nps=stars"], "看不懂", "does not know"],
    [[file, "--map", "nps=kano:x:sideways"], "看不懂", "does not know"],
    [[file, "--map", "Score=nps"], "没有“Score”这一列", "no column “Score”"],
    [[file, "--outcome", "city"], "不是评分", "holds no scores"],
    [[file, "--where", "city"], "列名=值", "column=value"],
    [[file, "--ask"], "终端", "terminal"],
    [[file, "--fast"], "选项不对", "--fast"],
    [[file, "b.csv"], "多出了", "one word too many"],
  ];
  for (const [args, zh, en] of misuses) {
    const { code, err } = await say(...args);
    expect(code, args.join(" ")).toBe(EXIT.misused);
    expect(err).toContain(zh);
    expect(err).toContain(en);
  }
  expect(await say("gone.csv")).toMatchObject({ code: EXIT.failed, err: expect.stringContaining("没有这个文件") });
  writeFileSync(join(folder, "empty.csv"), "");
  expect(await say("empty.csv")).toMatchObject({ code: EXIT.failed, err: expect.stringContaining("The file is empty") });
  expect(await say(file, "--html", "no/such/folder.html")).toMatchObject({ code: EXIT.failed, err: expect.stringContaining("写不进") });
});

test("analyze: --missing empties cells of ratings and leaves the 0 of a 0–10 question", async () => {
  const file = join(folder, "zero.csv");
  const rows = Array.from({ length: 66 }, (_, i) => `${i % 11},${i % 6}`);
  writeFileSync(file, `recommend,q1\n${rows.join("\n")}\n`);
  const { analysis } = await analyzeFile(file, { missing: ["0"] });
  const [nps, q1] = analysis.measures;
  expect([nps!.n, nps!.missing]).toEqual([66, 0]);
  expect([q1!.scale, q1!.n, q1!.missing]).toEqual([{ min: 1, max: 5 }, 55, 11]);
});

test("analyze: --map reads what an import reads, and Kano halves and importance", () => {
  expect(readAnalysisMap("a=nps, b=kano:speed:functional,c=importance:speed:1-3,d=expectation:speed:1-7")).toEqual({
    a: { to: "metric", metric: "nps" },
    b: { to: "kano", feature: "speed", side: "functional" },
    c: { to: "importance", attribute: "speed", min: 1, max: 3 },
    d: { to: "rating", attribute: "speed", role: "expectation", min: 1, max: 7 },
  });
  expect(() => readAnalysisMap("c=importance:speed:5-1")).toThrow(Misuse);
});

test("analyze: asked for the mapping, a person corrects it until content, and a slip is told", async () => {
  const answers = ["b=stars", "z=nps", "b=ces", ""];
  const said: string[] = [];
  const readings = await askMapping(
    [
      { name: "a", target: { to: "key" }, why: "name", samples: [], filled: 1 },
      { name: "b", target: { to: "ignore" }, why: "unclear", samples: [], filled: 1 },
    ],
    { ask: async () => answers.shift() ?? "", out: (line) => void said.push(line), locale: "zh-CN" },
  );
  expect(readings[1]).toMatchObject({ target: { to: "metric", metric: "ces" }, why: "told" });
  expect(said.join("\n")).toContain("看不懂 --map 里的“stars”");
  expect(said.join("\n")).toContain("没有这一列：z");
});

test("analyze: lines keep to the width, Chinese and Latin alike, and lose nothing", () => {
  const text = "「价格」从 2022 年到 2023 年下降：−0.18（区间 −0.26 ~ −0.09），n 10,408。 Customers with fuel type “3” are higher.";
  const lines = wrapped(text, 30, "  ");
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(34);
  expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
});

test("analyze: one finding, one sentence in each language", () => {
  const finding = { code: "FIX_FIRST", outcome: "ltr", columns: ["customer_service"], importance: "derived", isSteady: true } as const;
  expect(findingSentence(finding, "zh-CN")).toBe("先看「customer service」：与「ltr」联系较紧，而评分低于各要素平均。");
  expect(findingSentence(finding, "en")).toBe(
    "Look first at “customer service”: closely tied to “ltr”, yet rated below the average of the attributes.",
  );
});
