import type { DayRange, VoiceFilter } from "@manyi/core/metrics";

/** Collects the texts of a statement as numbered parameters; numbers are written into the statement, since they cannot break out. */
export class Parameters {
  readonly values: string[] = [];

  text(value: string): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/**
 * A whole number as SQL.
 *
 * @throws {RangeError} when it is not a safe whole number
 */
export function whole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`a key is a whole number, got ${value}`);
  return value < 0 ? `(${value})` : String(value);
}

/** The where-clause of a filter: organisation first, then every part that is set. */
export function compileWhere(tenantId: number, filter: VoiceFilter, parameters: Parameters): string {
  const clauses = [`tenant_id = ${whole(tenantId)}`];
  const oneOf = (column: string, values: readonly number[] | null | undefined) => {
    if (values === null || values === undefined) return;
    if (values.length === 0) clauses.push("1 = 0");
    else if (values.length === 1) clauses.push(`${column} = ${whole(values[0]!)}`);
    else clauses.push(`${column} in (${values.map(whole).join(", ")})`);
  };
  const oneOfTexts = (column: string, values: readonly string[] | null | undefined) => {
    if (values === null || values === undefined) return;
    clauses.push(values.length === 0 ? "1 = 0" : `${column} in (${values.map((value) => parameters.text(value)).join(", ")})`);
  };
  if (filter.periods) clauses.push(withinPeriods(filter.periods));
  oneOf("unit_id", filter.units);
  oneOf("touchpoint_id", filter.touchpoints);
  oneOf("segment_id", filter.segments);
  oneOf("survey_id", filter.surveys);
  oneOfTexts("channel", filter.channels);
  oneOfTexts("source", filter.sources);
  for (const source of filter.sourcesExcept ?? []) clauses.push(`source <> ${parameters.text(source)}`);
  oneOfTexts("locale", filter.locales);
  if (filter.topics || filter.sentiments) clauses.push(`id in (${mentionedBy(tenantId, filter)})`);
  for (const mention of filter.mentions ?? []) clauses.push(`id in (${mentionedBy(tenantId, mention)})`);
  if (filter.anonymous === "without") clauses.push("anonymity <> 'anonymous'");
  if (filter.anonymous === "only") clauses.push("anonymity = 'anonymous'");
  if (filter.completeness === "complete") clauses.push("completeness = 'complete'");
  return clauses.join(" and ");
}

/** Voices whose comment mentions what is asked for; the comment as a whole is topic 0. */
function mentionedBy(tenantId: number, { topics, sentiments }: Pick<VoiceFilter, "topics" | "sentiments">): string {
  const clauses = [`tenant_id = ${whole(tenantId)}`];
  const wanted = topics ?? [0];
  clauses.push(wanted.length === 0 ? "1 = 0" : `topic_id in (${wanted.map(whole).join(", ")})`);
  if (sentiments) {
    const sides = sentiments.filter((side) => side !== null);
    const sure = sides.length === 0 ? [] : [`sentiment in (${sides.map(whole).join(", ")})`];
    const either = [...sure, ...(sentiments.includes(null) ? ["sentiment is null"] : [])];
    clauses.push(either.length === 0 ? "1 = 0" : `(${either.join(" or ")})`);
  }
  return `select voice_id from voice_topics where ${clauses.join(" and ")}`;
}

/** Excluded answers do not count; "clean" leaves out the flagged ones as well, "all" nothing; the others are the few by themselves. */
export function compileQuality(quality: VoiceFilter["quality"]): string {
  if (quality === "all") return "1 = 1";
  if (quality === "flagged" || quality === "excluded") return `quality = '${quality}'`;
  return quality === "clean" ? "quality = 'valid'" : "quality <> 'excluded'";
}

export function between({ from, to }: DayRange): string {
  if (from > to) throw new RangeError(`a period ends before it starts: ${from} to ${to}`);
  return `local_day between ${whole(from)} and ${whole(to)}`;
}

function withinPeriods(periods: readonly DayRange[]): string {
  if (periods.length === 0) return "1 = 0";
  const sorted = [...periods].sort((a, b) => a.from - b.from);
  if (sorted.some((period, i) => i > 0 && period.from <= sorted[i - 1]!.to)) throw new RangeError("periods must not overlap");
  if (sorted.length === 1) return between(sorted[0]!);
  // the outer span first: it lets a columnar engine skip whole blocks
  const span = between({ from: sorted[0]!.from, to: sorted.at(-1)!.to });
  return `${span} and (${sorted.map((period) => `(${between(period)})`).join(" or ")})`;
}
