import type { api, CleaningEntry, Filters } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { periodText } from "@manyi/core/metrics";
import { type LocalText, textIn } from "@manyi/core/survey";
import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import { inertCell } from "../../platform/clean-text.js";
import type { Context } from "../../platform/context.js";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import type { RawReply } from "../../platform/handler.js";
import { type Asked, ask } from "../figures/index.js";
import { readQuality } from "./read-quality.js";

type Query = z.output<typeof api.quality.log.query>;
type Row = {
  readonly id: string;
  readonly at: Date;
  readonly by: string | null;
  readonly kind: CleaningEntry["kind"];
  readonly reason: string;
  readonly voice_id: string;
  readonly survey: LocalText | null;
  readonly unit: LocalText | null;
  readonly day: number;
  readonly flags: readonly string[];
};

/** Decisions about answers of the period within scope, newest first. */
export async function cleaningLog(ctx: Context, query: Query): Promise<z.input<typeof api.quality.log.reply>> {
  const { cursor, limit, ...filters } = query;
  const asked = await ask(ctx, filters as Filters);
  const after = decodeCursor<[string, string]>(cursor, ["numeric", "uuid"]);
  const rows = await readRows(
    asked,
    limit + 1,
    after === null ? sql`true` : sql`(extract(epoch from m.at), m.id) < (${after[0]}::numeric, ${after[1]}::uuid)`,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(present),
    next: rows.length > limit && last !== undefined ? encodeCursor([String(last.at.getTime() / 1000), last.id]) : null,
  };
}

/** Most decisions in one file; a longer period is read in parts. */
const MOST_ROWS = 100_000;

/** The same as a file. Its first lines say which answers it belongs to, so that it can stand beside a report. */
export async function cleaningFile(ctx: Context, filters: Filters): Promise<RawReply> {
  const asked = await ask(ctx, filters);
  const [rows, { total }] = await Promise.all([readRows(asked, MOST_ROWS, sql`true`), readQuality(ctx, filters)]);
  const period = periodText(asked.period);
  const zh = ctx.locale === "zh-CN";
  const head = zh
    ? ["时间", "谁", "决定", "理由", "答卷", "问卷", "门店", "作答日期", "标记"]
    : ["at", "by", "decision", "reason", "answer", "survey", "unit", "answered on", "flags"];
  const counted = zh ? ["收到", "有效", "存疑", "剔除", "不完整"] : ["received", "valid", "flagged", "excluded", "partial"];
  const about = [
    [zh ? "期间" : "period", period.from, period.to],
    ...counted.map((name, i) => [name, String([total.received, total.valid, total.flagged, total.excluded, total.partial][i])]),
    [],
  ];
  const lines = rows
    .map(present)
    .map((entry) => [
      entry.at,
      entry.by,
      DECISIONS[ctx.locale][entry.kind],
      entry.reason,
      entry.voiceId,
      textIn(entry.survey ?? {}, ctx.locale) || textIn(entry.survey ?? {}, "en"),
      textIn(entry.unit ?? {}, ctx.locale) || textIn(entry.unit ?? {}, "en"),
      entry.answeredOn,
      entry.flags.join(" "),
    ]);
  const body = [...about, head, ...lines].map((cells) => cells.map(cellOf).join(",")).join("\r\n");
  return { type: "text/csv; charset=utf-8", body: `\uFEFF${body}\r\n`, fileName: `cleaning-log-${period.from}-${period.to}.csv` };
}

const DECISIONS = {
  "zh-CN": { excluded: "剔除", reinstated: "恢复", kept: "保留", undone: "撤销", erased: "抹除" },
  en: { excluded: "excluded", reinstated: "reinstated", kept: "kept", undone: "undone", erased: "erased" },
} as const;

/** A cell of a CSV file; what a spreadsheet would run as a formula is written as text. */
function cellOf(text: string): string {
  const safe = inertCell(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

async function readRows({ ctx, period, where, filters }: Asked, limit: number, below: RawBuilder<unknown>): Promise<Row[]> {
  const units = where.units ?? null;
  const found = await sql<Row>`
    select m.id, m.at, coalesce(u.name, k.name) as by, m.kind, m.reason, m.voice_id, s.title as survey, o.name as unit,
      coalesce(w.released_day, v.local_day) as day, case when v.anonymity = 'anonymous' then '[]'::jsonb else v.flags end as flags
    from voice_marks m
    join voices v on v.tenant_id = m.tenant_id and v.id = m.voice_id
    left join voice_steps w on w.tenant_id = v.tenant_id and w.voice_id = v.id
    left join surveys s on s.tenant_id = v.tenant_id and s.id = v.survey_id
    left join org_units o on o.tenant_id = v.tenant_id and o.id = v.unit_id
    left join auth_users u on u.id = m.by_user
    left join api_keys k on k.tenant_id = m.tenant_id and k.id::text = m.by_user
    where m.tenant_id = ${ctx.tenantId} and v.local_day between ${period.from} and ${period.to}
      and (${units === null} or v.unit_id = any(${[...(units ?? [])]}::int[]))
      and (${filters.survey ?? null}::int is null or v.survey_id = ${filters.survey ?? null}::int) and ${below}
    order by m.at desc, m.id desc limit ${limit}`.execute(ctx.db);
  return found.rows;
}

function present(row: Row): CleaningEntry {
  return {
    at: row.at.toISOString(),
    by: row.by ?? "",
    kind: row.kind,
    reason: row.reason,
    voiceId: row.voice_id,
    survey: row.survey,
    unit: row.unit,
    answeredOn: isoDateOf(row.day),
    flags: [...row.flags],
  };
}
