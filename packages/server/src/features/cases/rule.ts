import { type Severity, unhappy } from "@manyi/core/cases";
import type { FollowedRow, Tx } from "@manyi/store";
import type { Context } from "../../platform/context.js";
import { isFresh, maskedWords } from "../reading/index.js";
import { headOf } from "./head-of.js";
import { type Contact, type Opened, openCase } from "./open-case.js";

type VoiceRow = FollowedRow<"voices">;

const METRIC_WORDS: Readonly<Record<string, { "zh-CN": string; en: string }>> = {
  nps: { "zh-CN": "推荐意愿", en: "Likelihood to recommend" },
  csat: { "zh-CN": "满意度打分", en: "Satisfaction" },
  ces: { "zh-CN": "办事轻松程度", en: "Ease" },
};

/** Whether the detractor rule looks at a voice at all: fresh, and of a unit whose people can answer it. */
export function isForRule(row: VoiceRow, now: Date): boolean {
  return row.unit_id !== null && isFresh(row, now);
}

/** What a case says about the voice that opened it. */
function titleOf(row: VoiceRow, metric: string, value: number, attributeName: string): string {
  // titles stand in lists and subject lines: they are masked from the start
  if (row.comment !== null && row.comment.trim() !== "") return headOf(maskedWords(row.comment));
  const locale = row.locale === "en" ? "en" : "zh-CN";
  if (metric.startsWith("ratio:"))
    return locale === "en" ? `${attributeName}: perceived well below expectation` : `${attributeName}：感受明显低于期望`;
  return `${METRIC_WORDS[metric]?.[locale] ?? metric} ${value}`;
}

async function attributeName(tx: Tx, tenantId: number, code: string, locale: string): Promise<string> {
  const row = await tx
    .selectFrom("attributes")
    .select("name")
    .where("tenant_id", "=", tenantId)
    .where("code", "=", code)
    .executeTakeFirst();
  return (locale === "en" ? row?.name.en : row?.name["zh-CN"]) ?? code;
}

/** A way to reach the author that the answers themselves hold. */
function contactOf(answers: VoiceRow["answers"]): Contact | undefined {
  for (const value of Object.values(answers as Record<string, unknown>)) {
    if (typeof value !== "object" || value === null) continue;
    const { name, phone, email } = value as Contact;
    if (typeof phone === "string" || typeof email === "string") return { name, phone, email };
  }
  return undefined;
}

/**
 * The case of a voice, opened on first call; later calls and retries return the same one.
 *
 * @param severity when more is known than the scores say
 * @returns `null` when the voice belongs to no unit, or is anonymous
 */
export async function openCaseOfVoice(tx: Tx, ctx: Context, row: VoiceRow, severity?: Severity): Promise<Opened | null> {
  if (row.unit_id === null || row.anonymity === "anonymous") return null;
  const reason = unhappy(row.scores) ?? { metric: "voice", value: 0, severity: "normal" as const };
  const attribute = reason.metric.startsWith("ratio:") ? reason.metric.slice(6) : null;
  const title = titleOf(
    row,
    reason.metric,
    reason.value,
    attribute === null ? "" : await attributeName(tx, ctx.tenantId, attribute, row.locale),
  );
  return openCase(tx, ctx, {
    triggerKey: `voice:${row.id}`,
    unitId: row.unit_id,
    severity: severity ?? reason.severity,
    channel: row.channel,
    title,
    description: row.comment?.trim() || title,
    touchpointId: row.touchpoint_id,
    customerId: row.customer_id,
    locale: row.locale === "en" ? "en" : "zh-CN",
    voiceId: row.id,
    firstScore: row.scores,
    contact: contactOf(row.answers),
    ...(attribute === null ? {} : { attribute }),
  });
}
