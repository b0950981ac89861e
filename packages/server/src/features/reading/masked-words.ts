import { findPii } from "@manyi/core/text";
import type { Db } from "@manyi/store";
import { correctionsOf, labelsOf } from "./labels.js";
import { shownComment } from "./shown-comment.js";

/** What a person said is nobody's data, word for word. */
export type NotPersonal = ReadonlySet<string>;

const NONE: NotPersonal = new Set();

/** Words of some voices that people said are no personal data; voices without any are not in it. */
export async function notPersonalOf(
  db: Db,
  tenantId: number,
  voiceIds: readonly (string | null)[],
): Promise<ReadonlyMap<string, NotPersonal>> {
  const labels = await labelsOf(
    db,
    tenantId,
    voiceIds.filter((id) => id !== null),
  );
  const spans = [...labels].map(([id, own]) => ({ id, spans: correctionsOf(own).notPersonal })).filter((one) => one.spans.length > 0);
  if (spans.length === 0) return new Map();
  const rows = await db
    .selectFrom("voices")
    .select(["id", "comment"])
    .where("tenant_id", "=", tenantId)
    .where(
      "id",
      "in",
      spans.map(({ id }) => id),
    )
    .execute();
  const textOf = new Map(rows.map(({ id, comment }) => [id, comment ?? ""]));
  return new Map(spans.map(({ id, spans: own }) => [id, new Set(own.map(({ start, end }) => (textOf.get(id) ?? "").slice(start, end)))]));
}

/**
 * Words as everybody reads them: personal data behind masks, wherever they stand — a comment, the case made of it, a note about it. What
 * was written is shown on request only, and that is logged.
 *
 * @param known words that a person said are no personal data
 * @example
 * maskedWords("打我电话 13800000001，谢谢") // => "打我电话 ***，谢谢"
 */
export function maskedWords(text: string, known: NotPersonal = NONE): string {
  const hidden = findPii(text).filter(({ start, end }) => !known.has(text.slice(start, end)));
  return shownComment(
    text,
    hidden.map(({ start, end }) => [start, end] as const),
  ).text;
}

/** Words a person wrote into a log, by the names its entries give them. */
const WORDS = ["note", "reason", "text", "cause", "remedy", "apology", "override"] as const;

/** An entry of a log with the words in it masked; ids, numbers and addresses of pages stay as they are. */
export function maskedPayload(payload: Readonly<Record<string, unknown>>, known: NotPersonal = NONE): Record<string, unknown> {
  const said = WORDS.flatMap((name) => {
    const words = payload[name];
    return typeof words === "string" ? [[name, maskedWords(words, known)] as const] : [];
  });
  return { ...payload, ...Object.fromEntries(said) };
}
