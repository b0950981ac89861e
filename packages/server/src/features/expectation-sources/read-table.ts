import type { api } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import type { LocalText } from "@manyi/core/survey";
import { guessDateFormat, guessSeparator, isEmptyCell, readDate, readNumber } from "@manyi/core/tabular";
import { parse } from "csv-parse/sync";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";

type Body = z.output<typeof api.expectationSources.readTable.body>;
type Reply = z.input<typeof api.expectationSources.readTable.reply>;
type Entry = Reply["entries"][number];

const COLUMNS: readonly (readonly [keyof Entry, RegExp])[] = [
  ["label", /^(word|keyword|query|term|page|url|label|series|name|competitor|搜索词|关键词|词|页面|名称|指标|对手|竞品)$/i],
  ["value", /^(volume|count|searches|value|seconds|dwell|duration|score|搜索量|搜索次数|次数|数量|值|秒数?|停留秒数|停留时长|得分)$/i],
  ["from", /^(date|day|from|start|month|period|日期|开始|月份|期间)$/i],
  ["to", /^(to|until|end|结束)$/i],
  ["unit", /^(unit|单位)$/i],
  ["region", /^(region|area|地区|区域)$/i],
  ["attribute", /^(attribute|要素|测评要素)$/i],
  ["segmentId", /^(segment|细分|客户细分|客群)$/i],
  ["base", /^(base|n|sample|sample size|基数|样本量)$/i],
  ["low", /^(low|lower|区间下限|区间下端|下限)$/i],
  ["high", /^(high|upper|区间上限|区间上端|上限)$/i],
  ["knowsBoth", /^(knows both|know both|两家都了解|都了解)$/i],
  ["newlyOffered", /^(newly offered|new|新提供|新近提供)$/i],
];
const YES = /^(1|y|yes|true|x|✓|是|对|有)$/i;
const MOST_ROWS = 5000;
const MOST_FAULTS = 50;

function refuse(zh: string, en: string): never {
  throw new AppError("INVALID_INPUT", [{ path: "body.text", "zh-CN": zh, en }]);
}

/**
 * Reads a table of words, pages, series or benchmarks; the header names the columns. Faulty rows are named and left out. Segments and
 * attributes may stand there by code or by name.
 *
 * @throws {AppError} INVALID_INPUT when it is no table, or word, number or date have no column
 */
export async function readTable(ctx: Context, { text }: Body): Promise<Reply> {
  let rows: string[][];
  try {
    rows = parse(text, { delimiter: guessSeparator(text), bom: true, relax_column_count: true, skip_empty_lines: true, to: MOST_ROWS + 2 });
  } catch {
    return refuse("读不出表格：引号没有配对", "No table can be read: quotes do not match");
  }
  const [header = [], ...body] = rows;
  if (body.length > MOST_ROWS) refuse(`一次最多 ${MOST_ROWS} 行`, `At most ${MOST_ROWS} rows at a time`);
  const at = new Map(
    COLUMNS.flatMap(([field, pattern]) => {
      const index = header.findIndex((cell) => pattern.test(cell.trim()));
      return index === -1 ? [] : [[field, index] as const];
    }),
  );
  for (const [field, zh, en] of [
    ["label", "词（搜索词、页面或名称）", "word (word, page or name)"],
    ["value", "数（搜索次数、秒数或值）", "number (volume, seconds or value)"],
    ["from", "日期", "date"],
  ] as const)
    if (!at.has(field)) refuse(`表头里没有这一列：${zh}`, `The header lacks a column: ${en}`);
  const cell = (row: readonly string[], field: keyof Entry) => (at.has(field) ? (row[at.get(field)!] ?? "").trim() : "");
  const format =
    guessDateFormat(
      body.slice(0, 200).map((row) => cell(row, "from")),
      "date",
    ) ?? "iso";
  const names = await readNames(ctx);
  const entries: Entry[] = [];
  const faults: Reply["faults"] = [];
  for (const [index, row] of body.entries()) {
    const fault = (zh: string, en: string) =>
      faults.length < MOST_FAULTS &&
      faults.push({ path: `row ${index + 2}`, "zh-CN": `第 ${index + 2} 行：${zh}`, en: `Row ${index + 2}: ${en}` });
    const label = cell(row, "label").slice(0, 200);
    const value = readNumber(cell(row, "value").replaceAll(",", ""));
    const from = readDate(cell(row, "from"), format);
    const to = isEmptyCell(cell(row, "to")) ? from : readDate(cell(row, "to"), format);
    if (label === "") fault("没有词", "no word");
    else if (value === null) fault("这不是数字", "no number");
    else if (from === null || to === null || to.day < from.day) fault("这不是日期", "no date");
    else {
      const [base, low, high] = (["base", "low", "high"] as const).map((field) => readNumber(cell(row, field).replaceAll(",", "")));
      const segment = cell(row, "segmentId");
      const segmentId = names.segments.get(segment.toLowerCase());
      const attribute = cell(row, "attribute");
      if (segment !== "" && segmentId === undefined) fault(`没有「${segment}」这个客户细分`, `there is no segment “${segment}”`);
      else if (base != null && !(Number.isInteger(base) && base > 0)) fault("基数应是正整数", "the base is no whole number above 0");
      else if ((low == null) !== (high == null) || (low ?? 0) > (high ?? 0)) fault("区间要有两端", "an interval has two ends");
      else
        entries.push({
          label,
          value,
          from: isoDateOf(from.day),
          to: isoDateOf(to.day),
          ...given("unit", cell(row, "unit")),
          ...given("region", cell(row, "region")),
          ...given("attribute", names.attributes.get(attribute.toLowerCase()) ?? attribute),
          ...(segmentId === undefined ? {} : { segmentId }),
          ...(base == null ? {} : { base }),
          ...(low == null || high == null ? {} : { low, high }),
          ...(YES.test(cell(row, "knowsBoth")) ? { knowsBoth: true } : {}),
          ...(YES.test(cell(row, "newlyOffered")) ? { newlyOffered: true } : {}),
        });
    }
  }
  return { entries, faults };
}

function given<Field extends string>(field: Field, word: string): { [field in Field]?: string } {
  return word === "" ? {} : ({ [field]: word } as { [field in Field]?: string });
}

type Names = { readonly segments: ReadonlyMap<string, number>; readonly attributes: ReadonlyMap<string, string> };

/** Segments and attributes by everything they are called, in lower case. */
async function readNames({ db, tenantId }: Context): Promise<Names> {
  const [segments, attributes] = await Promise.all([
    db.selectFrom("segments").select(["id", "code", "name"]).where("tenant_id", "=", tenantId).execute(),
    db.selectFrom("attributes").select(["code", "name"]).where("tenant_id", "=", tenantId).execute(),
  ]);
  const calls = (code: string, name: LocalText) => [name["zh-CN"], name.en, code].flatMap((word) => word?.toLowerCase() ?? []);
  return {
    segments: new Map(segments.flatMap(({ id, code, name }) => calls(code, name as LocalText).map((word) => [word, id] as const))),
    attributes: new Map(attributes.flatMap(({ code, name }) => calls(code, name as LocalText).map((word) => [word, code] as const))),
  };
}
