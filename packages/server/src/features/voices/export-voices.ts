import { Readable } from "node:stream";
import type { Voice } from "@manyi/contracts";
import { periodText } from "@manyi/core/metrics";
import { textIn } from "@manyi/core/survey";
import { stringify } from "csv-stringify/sync";
import { inertCell } from "../../platform/clean-text.js";
import type { Context } from "../../platform/context.js";
import type { RawReply } from "../../platform/handler.js";
import { readTopics } from "../reading/index.js";
import { readPage, type Sought, seek, type VoiceQuery } from "./list-voices.js";
import { presentVoices } from "./present.js";

/** Most lines of one file; a longer period is read in parts. */
const MOST_ROWS = 100_000;
const PAGE = 1000;

const HEADS = {
  "zh-CN": [..."编号 日期 来源 渠道 问卷 组织 触点 NPS 满意度 费力度 产品 所问 原话 态度 话题 信号 工单 质量".split(" ")],
  en: [
    ..."id,date,source,channel,survey,unit,touchpoint,NPS,CSAT,CES,product,asked,comment,sentiment,topics,signals,case,quality".split(","),
  ],
} as const;

/** What is sought as a file, masked like the list it comes from; written while it is read, so that memory stays flat. */
export async function exportVoices(ctx: Context, query: VoiceQuery): Promise<RawReply> {
  const sought = await seek(ctx, query);
  const topics = await readTopics(ctx.db, ctx.tenantId);
  const nameOf = new Map(topics.map(({ id, name }) => [id, name[ctx.locale]]));
  const { from, to } = periodText(sought.asked.period);
  const lines = Readable.from(linesOf(ctx, sought, (id) => nameOf.get(id) ?? String(id)));
  return { type: "text/csv; charset=utf-8", body: lines, fileName: `voices-${from}-${to}.csv` };
}

async function* linesOf(ctx: Context, sought: Sought, nameOf: (topic: number) => string): AsyncGenerator<string> {
  yield `\uFEFF${stringify([HEADS[ctx.locale]])}`;
  let cursor: string | undefined;
  let written = 0;
  do {
    const { rows, next } = await readPage(ctx, sought, cursor, PAGE);
    const voices = await presentVoices(ctx, rows);
    written += voices.length;
    if (voices.length > 0) yield stringify(voices.map((voice) => cellsOf(ctx, voice, nameOf).map(inertCell)));
    cursor = next ?? undefined;
  } while (cursor !== undefined && written < MOST_ROWS);
  yield stringify([[], ...statementOf(ctx, sought, { written, isCut: cursor !== undefined }).map((fact) => [inertCell(fact)])]);
}

/** What the lines may not travel without: whom they are of, which days, how many, what was left out. */
function statementOf(ctx: Context, { asked, isWithheld }: Sought, { written, isCut }: { written: number; isCut: boolean }): string[] {
  const { from, to } = periodText(asked.period);
  const { unit } = asked;
  const zh = [
    "客户声音",
    `期间 ${from} 至 ${to}`,
    `总体 ${unit === null ? "权限内全部组织" : textIn(unit.name, "zh-CN")}`,
    `n ${written}，未加权，联系方式和姓名已遮盖`,
    isWithheld ? "匿名问卷的原话人数不够，没有列出" : "",
    isCut ? `只含最新的 ${written} 条，请缩短期间后再导出其余` : "",
    `截至 ${ctx.now().toISOString()}`,
  ];
  const en = [
    "Customer voices",
    `Period ${from} to ${to}`,
    `Population ${unit === null ? "everything within scope" : textIn(unit.name, "en")}`,
    `n ${written}, unweighted, contacts and names masked`,
    isWithheld ? "Words of anonymous surveys are too few and left out" : "",
    isCut ? `Only the newest ${written}; narrow the days to export the rest` : "",
    `As of ${ctx.now().toISOString()}`,
  ];
  return (ctx.locale === "en" ? en : zh).filter((fact) => fact !== "");
}

function cellsOf(ctx: Context, voice: Voice, nameOf: (topic: number) => string): string[] {
  const words = (text: Parameters<typeof textIn>[0] | undefined) =>
    text === undefined ? "" : textIn(text, ctx.locale) || textIn(text, "en");
  const score = (name: string) => String(voice.scores[name] ?? "");
  const { reading } = voice;
  return [
    voice.id,
    voice.occurredOn,
    voice.source,
    voice.channel,
    words(voice.survey?.title),
    words(voice.unit?.name),
    words(voice.touchpoint?.name),
    score("nps"),
    score("csat"),
    score("ces"),
    voice.product ?? "",
    voice.question ?? "",
    voice.comment ?? "",
    reading?.sentiment ?? "",
    (reading?.topics ?? []).map(({ id, sentiment }) => `${nameOf(id)} (${sentiment})`).join("; "),
    (reading?.signals ?? []).map(({ kind }) => kind).join(" "),
    voice.case?.reference ?? "",
    voice.quality,
  ];
}
