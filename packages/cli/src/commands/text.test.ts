import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { starterTaxonomy } from "@manyi/core/text";
import { afterAll, expect, test } from "vitest";
import { EXIT } from "../command.js";
import { runCli } from "../run-cli.js";

const folder = mkdtempSync(join(tmpdir(), "manyi-text-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function say(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const around = { env: { LANG: "en_GB.UTF-8" }, cwd: folder, interrupted: () => new Promise<void>(() => {}) };
  const code = await runCli(["text", ...args], { ...around, out: (line) => void out.push(line), err: (line) => void err.push(line) });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

const lines = Array.from({ length: 120 }, (_, i) =>
  i % 2 === 0
    ? { 意见: `上菜太慢，等了 ${i} 分钟，服务员也不理人`, 推荐: i % 9, 门店: "北店", 日期: `2026-0${1 + (i % 6)}-11` }
    : { 意见: `味道很好，<b>汤</b>很鲜，第 ${i} 次来`, 推荐: 9 + (i % 2), 门店: "南店", 日期: `2026-0${1 + (i % 6)}-11` },
);
const csv = `推荐,门店,日期,意见\n${lines.map((row) => `${row.推荐},${row.门店},${row.日期},"${row.意见}"`).join("\n")}\n王女士电话 13812345678,,,\n`;
writeFileSync(join(folder, "a.csv"), csv);

type Json = {
  schema: string;
  columns: Record<"comment" | "date" | "score" | "group", { name: string } | null>;
  taxonomy: { code: string; isTold: boolean };
  leftOut: { scores: number };
  comments: number;
  topics: { code: string; n: number; effect: { difference: number } | null }[];
  contrasts: { by: string; group: string; terms: { term: string; logOdds: number }[] }[];
};
const json = async (...args: string[]) => JSON.parse((await say(...args, "--json")).out) as Json;

test("text: columns and the trade are recognised, low scores go with waiting, and words tell the sides apart", async () => {
  const read = await json("a.csv");
  expect(read.schema).toBe("manyi.text/1");
  expect(Object.values(read.columns).map((column) => column?.name)).toEqual(["意见", "日期", "推荐", "门店"]);
  expect(read.taxonomy).toMatchObject({ code: "catering", isTold: false });
  expect([read.comments, read.leftOut.scores]).toEqual([120, 1]);
  expect(read.topics.find(({ code }) => code === "waiting")!.effect!.difference).toBeLessThan(-100);
  const words = read.contrasts.find(({ by }) => by === "score")!.terms;
  expect(words.find(({ term }) => term.includes("服务员"))!.logOdds).toBeGreaterThan(0);
  expect(read.contrasts.filter(({ by }) => by === "group").map(({ group }) => group)).toEqual(["北店", "南店"]);
});

test("text: a list of objects, one object per line and one comment per line read as the table does", async () => {
  writeFileSync(join(folder, "a.json"), JSON.stringify(lines));
  writeFileSync(join(folder, "a.jsonl"), lines.map((row) => JSON.stringify(row)).join("\n"));
  writeFileSync(join(folder, "a.txt"), lines.map((row) => row.意见).join("\r\n"));
  const table = await json("a.csv");
  for (const file of ["a.json", "a.jsonl"]) expect((await json(file)).topics, file).toEqual(table.topics);
  const plain = await json("a.txt");
  expect(plain.topics.map(({ code, n, effect }) => [code, n, effect])).toEqual(table.topics.map(({ code, n }) => [code, n, null]));
  expect(plain.contrasts.map(({ by }) => by)).toEqual(["sentiment"]);
});

test("text: text in the usual Chinese encoding is read", async () => {
  // 上菜慢 and 味道好 in GB18030
  writeFileSync(join(folder, "gb.txt"), Buffer.from("c9cfb2cbc2fd0ac9cfb2cbc2fd0aceb6b5c0bac3", "hex"));
  expect((await json("gb.txt")).topics.map(({ code, n }) => [code, n])).toEqual([
    ["waiting", 2],
    ["dish.taste", 1],
  ]);
});

test("text: a tree of one's own replaces the starter sets, and its faults are told", async () => {
  const own = {
    ...starterTaxonomy("catering")!,
    code: "own",
    topics: [{ code: "slow", name: { "zh-CN": "慢", en: "Slow" }, terms: { zh: ["慢"], en: ["slow"] } }],
  };
  writeFileSync(join(folder, "own.json"), JSON.stringify(own));
  expect((await json("a.csv", "--taxonomy", "own.json")).topics.map(({ code, n }) => [code, n])).toEqual([["slow", 60]]);
  expect((await json("a.csv", "--taxonomy", "hotel")).taxonomy).toMatchObject({ code: "hotel", isTold: true });
  writeFileSync(join(folder, "bad.json"), JSON.stringify({ ...own, topics: [{ ...own.topics[0], code: "a.b" }] }));
  expect(await say("a.csv", "--taxonomy", "bad.json")).toMatchObject({ code: EXIT.failed, err: expect.stringContaining("没有上级话题") });
});

test("text: the report stands alone, speaks both languages, escapes and masks what the file says", async () => {
  const { code, out } = await say("a.csv", "--title", "<六月>", "--html", "r.html", "--lang", "zh");
  expect(code).toBe(EXIT.done);
  const html = readFileSync(join(folder, "r.html"), "utf8");
  expect(html).not.toMatch(/https?:|\/\/[a-z]|<script|@import|url\(|<link|<img|undefined|NaN|\[object|\bnull\b/i);
  expect(html).not.toContain("<b>汤");
  expect(html).toContain("&lt;六月&gt;");
  expect(out + html).not.toContain("13812345678");
  const [chinese, english] = html.split('<main class="report').slice(1);
  expect(chinese).toContain("话题：提到次数");
  expect(english).toContain("Words of low and of high scores");
  const words = english!.replace(
    /<td[^>]*>.*?<\/td>|<title>.*?<\/title>|<h1>.*?<\/h1>|aria-label="[^"]*"|<h3>.*?<\/h3>|<th[^>]*>.*?<\/th>|<span class="caption">.*?<\/span>/gs,
    " ",
  );
  expect(words.replace(/<[^>]*>/g, " ")).not.toMatch(/\p{Script=Han}/u);
});

test("text: misuse says in both languages what is wrong and ends with 2; what cannot be read ends with 1", async () => {
  writeFileSync(join(folder, "numbers.csv"), "a,b\n1,2\n3,4\n");
  const misuses: [string[], string, string][] = [
    [[], "请写出要读的文件", "Name the file"],
    [["a.csv", "--column", "x"], "没有“x”这一列", "no column “x”"],
    [["a.csv", "--score", "推荐:best"], "后面写 :nps", "write :nps"],
    [["a.csv", "--score", "门店"], "没有可用的评分", "holds no scores"],
    [["a.csv", "--date", "门店"], "读不成日期", "cannot be read as dates"],
    [["a.csv", "--taxonomy", "zoo"], "一套现成话题", "starter set"],
    [["numbers.csv"], "没有认出哪一列", "No column was recognised"],
  ];
  for (const [args, zh, en] of misuses) {
    const { code, err } = await say(...args);
    expect(code, args.join(" ")).toBe(EXIT.misused);
    expect(err).toContain(zh);
    expect(err).toContain(en);
  }
  expect(await say("gone.csv")).toMatchObject({ code: EXIT.failed, err: expect.stringContaining("没有这个文件") });
  writeFileSync(join(folder, "cut.jsonl"), '{"text":"好吃"}\n{"text":');
  expect(await say("cut.jsonl")).toMatchObject({ code: EXIT.failed, err: expect.stringContaining("line 2 is no JSON") });
});
