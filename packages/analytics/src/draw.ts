import type { VoiceFilter } from "@manyi/core/metrics";
import { askOnce } from "./ask-once.js";
import { compileScored } from "./compile-score.js";
import { compileQuality, compileWhere, Parameters, whole } from "./compile-where.js";
import type { AnalyticsNode } from "./node.js";

/** Some voices of a filter, so many of each week or month, or so many of all. */
type Draw = {
  readonly tenantId: number;
  readonly where: VoiceFilter;
  readonly per: "week" | "month" | null;
  readonly most: number;
};

/** A voice that was drawn; `span` is its week or month as the projection numbers them, `null` when none was asked for. */
type DrawnVoice = { readonly id: string; readonly span: number | null };

const SPANS = { week: "iso_week", month: "local_month" } as const;
/** The last ten digits of an id come from randomness alone, in every version of uuid that is stored. */
const TAIL = "substring(cast(id as varchar), 27, 10)";

/**
 * Draws voices evenly, by the random end of their ids: the same question draws the same voices, every voice has the same chance, and
 * shards may be drawn from apart.
 *
 * @returns in the order they were drawn, weeks or months one after the other
 * @throws {RangeError} when `most` is no whole number from 1 on
 * @example
 * await drawVoices([node], { tenantId: 1, where: { topics: [0] }, per: "month", most: 1200 });
 */
export async function drawVoices(nodes: readonly AnalyticsNode[], { tenantId, where, per, most }: Draw): Promise<DrawnVoice[]> {
  if (!(most >= 1)) throw new RangeError(`at least one voice is drawn, got ${most}`);
  const parameters = new Parameters();
  const clauses = [compileWhere(tenantId, where, parameters), ...compileScored(where), compileQuality(where.quality)];
  const span = per === null ? "0" : SPANS[per];
  const among = `select cast(id as varchar) as voice, ${span} as span, ${TAIL} as tail from voices where ${clauses.join(" and ")}`;
  const placed = `select voice, span, tail, row_number() over (partition by span order by tail, voice) as place from (${among}) as a`;
  const sql = `select voice, span, tail from (${placed}) as d where place <= ${whole(most)} order by span, tail, voice`;
  const parts = await Promise.all(nodes.map((node) => askOnce(node, sql, parameters.values)));
  const drawn = parts.flat().map(([voice, key, tail]) => ({ id: String(voice), span: Number(key), tail: String(tail) }));
  if (parts.length > 1) drawn.sort((a, b) => a.span - b.span || (a.tail < b.tail ? -1 : a.tail > b.tail ? 1 : 0));
  const taken = new Map<number, number>();
  return drawn.flatMap(({ id, span: at }) => {
    const place = (taken.get(at) ?? 0) + 1;
    taken.set(at, place);
    return place > most ? [] : [{ id, span: per === null ? null : at }];
  });
}
