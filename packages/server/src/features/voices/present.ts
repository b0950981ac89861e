import type { Voice } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { maskPii } from "@manyi/core/text";
import type { Context } from "../../platform/context.js";
import { maskName } from "../../platform/mask.js";
import type { VoiceRow } from "./find-voices.js";

/**
 * A row as the contract has it. Names are masked; a confidential answer shows nobody; an anonymous one shows its words, survey and unit,
 * and neither score nor hour. Who may not identify customers does not read their numbers in comments either.
 */
export function presentVoice(ctx: Context, row: VoiceRow): Voice {
  const isAnonymous = row.anonymity === "anonymous";
  const comment = row.comment === null || row.comment.trim() === "" ? null : row.comment;
  return {
    id: row.id,
    source: row.source,
    channel: isAnonymous ? "" : row.channel,
    survey:
      row.survey_id === null || row.survey_title === null
        ? null
        : { id: row.survey_id, title: row.survey_title, version: row.version ?? 1 },
    unit: row.unit_id === null || row.unit_name === null ? null : { id: row.unit_id, name: row.unit_name },
    touchpoint:
      isAnonymous || row.touchpoint_id === null || row.touchpoint_name === null
        ? null
        : { id: row.touchpoint_id, name: row.touchpoint_name },
    customer:
      row.anonymity !== "identified" || row.customer_id === null
        ? null
        : { id: row.customer_id, name: maskName(row.customer_name ?? ""), segment: row.segment_name },
    locale: row.locale,
    anonymity: row.anonymity,
    occurredAt: isAnonymous || row.occurred_at === null ? null : row.occurred_at.toISOString(),
    occurredOn: isoDateOf(row.day),
    scores: isAnonymous ? {} : { ...row.scores },
    comment: comment === null || (ctx.permissions.has("voices:identify") && !isAnonymous) ? comment : maskPii(comment),
    quality: row.quality,
    flags: isAnonymous ? [] : [...row.flags],
    case:
      row.case_id === null || row.case_reference === null || row.case_state === null
        ? null
        : { id: row.case_id, reference: row.case_reference, state: row.case_state },
  };
}
