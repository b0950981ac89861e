import type { Voice, VoiceReading } from "@manyi/contracts";
import { isoDateOf } from "@manyi/core/calendar";
import { findPii, maskPii } from "@manyi/core/text";
import type { Context } from "../../platform/context.js";
import { maskName } from "../../platform/mask.js";
import { sideName } from "../figures/index.js";
import { copiesOf, type KnownReading, readingsOf, type ShownComment, type Span, shownComment } from "../reading/index.js";
import type { VoiceRow } from "./find-voices.js";

/** What is known of a comment beyond its row. */
type Extra = { readonly reading: KnownReading | undefined; readonly copies: number };

/** Voices as the contract has them, with what their comments say. */
export async function presentVoices(ctx: Context, rows: readonly VoiceRow[], isMasked = true): Promise<Voice[]> {
  const worded = rows.filter(({ comment }) => comment !== null && comment.trim() !== "").map(({ id }) => id);
  const [readings, copies] = await Promise.all([
    readingsOf(ctx.db, ctx.tenantId, worded),
    copiesOf(ctx.db, ctx.tenantId, worded, ctx.scope.units),
  ]);
  return rows.map((row) => presentVoice(row, { reading: readings.get(row.id), copies: copies.get(row.id)?.length ?? 0 }, isMasked));
}

/**
 * A row as the contract has it. Names are masked, in the words too; a confidential answer shows nobody; an anonymous one shows its words,
 * survey and unit, and neither score nor hour.
 */
function presentVoice(row: VoiceRow, { reading, copies }: Extra, isMasked: boolean): Voice {
  const isAnonymous = row.anonymity === "anonymous";
  const comment = row.comment === null || row.comment.trim() === "" ? null : row.comment;
  const found = comment === null ? [] : personalIn(comment, reading);
  const hidden = found.filter(({ labelId }) => labelId === null).map(({ span }) => span);
  const shown = comment === null ? null : shownComment(comment, isMasked ? hidden : []);
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
    rating: isAnonymous || row.rating === null ? null : { value: row.rating, min: row.rating_min, max: row.rating_max },
    question: isAnonymous || row.question === null ? null : maskPii(row.question),
    product: isAnonymous || row.product === null || row.product.trim() === "" ? null : row.product.trim(),
    comment: shown?.text ?? null,
    isMasked: isMasked && hidden.length > 0,
    masks: row.anonymity !== "identified" || reading === undefined || shown === null ? [] : presentMasks(found, shown),
    reading: reading === undefined || shown === null ? null : presentReading(reading, shown, isAnonymous ? 0 : copies),
    quality: row.quality,
    flags: isAnonymous ? [] : [...row.flags],
    case:
      row.case_id === null || row.case_reference === null || row.case_state === null
        ? null
        : { id: row.case_id, reference: row.case_reference, state: row.case_state },
  };
}

/** A stretch that the machine takes for personal data; `labelId` of the person's word that it is none. */
type Personal = { readonly span: Span; readonly labelId: string | null };

/** Personal data in a comment with what people said is none; a comment not read yet is looked through here and now. */
function personalIn(comment: string, reading: KnownReading | undefined): Personal[] {
  const known = reading?.corrections.notPersonal ?? [];
  return (reading?.pii ?? findPii(comment)).map(({ start, end }) => ({
    span: [start, end] as const,
    labelId: known.find((one) => one.start === start && one.end === end)?.labelId ?? null,
  }));
}

/** The words around each mask, by which a person knows which one is meant; nothing of what is behind it, not even how long it is. */
const AROUND = 8;

function presentMasks(found: readonly Personal[], shown: ShownComment): Voice["masks"] {
  let from = 0;
  return found.map(({ span, labelId }) => {
    const open = shown.at(span);
    const start = open === null ? shown.text.indexOf("***", from) : open[0];
    const end = open === null ? start + 3 : open[1];
    from = end;
    return { words: shown.text.slice(Math.max(0, start - AROUND), end + AROUND), labelId };
  });
}

function presentReading(reading: KnownReading, shown: ShownComment, copies: number): VoiceReading {
  const whole = reading.counted.find(({ topic }) => topic === 0);
  const spansOf = (spans: readonly Span[]) =>
    spans.flatMap((span): [number, number][] => {
      const at = shown.at(span);
      return at === null ? [] : [[at[0], at[1]]];
    });
  const { signals } = reading.corrections;
  const added = [...signals].filter(([kind, isOn]) => isOn && !reading.signals.some((signal) => signal.kind === kind));
  return {
    sentiment: sideName(whole?.sentiment ?? null),
    byPerson: whole?.source === "person",
    topics: reading.counted
      .filter(({ topic }) => topic !== 0)
      .map(({ topic, sentiment, source }) => ({
        id: topic,
        sentiment: sideName(sentiment),
        byPerson: source === "person",
        spans: spansOf(reading.topics.find((one) => one.topic === topic)?.spans ?? []),
      })),
    signals: [
      ...reading.signals.filter(({ kind }) => signals.get(kind) !== false).map(({ kind, spans }) => ({ kind, spans: spansOf(spans) })),
      ...added.map(([kind]) => ({ kind, spans: [] })),
    ],
    copies,
  };
}
