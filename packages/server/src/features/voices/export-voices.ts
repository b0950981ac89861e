import { Readable } from "node:stream";
import type { Voice } from "@manyi/contracts";
import { periodText } from "@manyi/core/metrics";
import { textIn } from "@manyi/core/survey";
import { stringify } from "csv-stringify/sync";
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

/** A cell that a spreadsheet would take for a formula is written as text. */
function inert(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

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
  for (let written = 0; written < MOST_ROWS; written += PAGE) {
    const { rows, next } = await readPage(ctx, sought, cursor, PAGE);
    const voices = await presentVoices(ctx, rows);
    if (voices.length > 0) yield stringify(voices.map((voice) => cellsOf(ctx, voice, nameOf).map(inert)));
    if (next === null) return;
    cursor = next;
  }
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
