import { addDays } from "../format/date.js";

/** The filter bar as it stands in the address. Without a period: the 28 days that end today. */
export type FilterSearch = {
  /** a preset: so many days that end today */
  period?: Preset | undefined;
  /** a range of one's own; wins over the preset */
  from?: string | undefined;
  to?: string | undefined;
  compare?: "year" | "none" | undefined;
  unit?: number | undefined;
  touchpoint?: number | undefined;
  segment?: number | undefined;
  survey?: number | undefined;
  channel?: string | undefined;
  /** comments that mention it */
  topic?: number | undefined;
  /** what they say about it; without a topic: as a whole */
  sentiment?: (typeof sentiments)[number] | undefined;
  /** without: every answer counts alike */
  weighting?: "weighted" | undefined;
  /** without: excluded answers are left out; `strict` flagged ones too, `none` nobody */
  cleaning?: "strict" | "none" | undefined;
};

export const sentiments = ["good", "mixed", "bad", "uncertain"] as const;

export const presets = ["today", "7d", "28d", "90d", "365d"] as const;
export type Preset = (typeof presets)[number];

const day = (value: unknown) => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

/** Keeps what the filter bar knows and drops the rest, so that a mistyped address still opens. */
export function filterSearch(raw: Record<string, unknown>): FilterSearch {
  const kept: FilterSearch = {};
  const preset = presets.find((one) => one === raw.period);
  if (preset !== undefined) kept.period = preset;
  if (day(raw.from) && day(raw.to) && String(raw.from) <= String(raw.to)) {
    kept.from = String(raw.from);
    kept.to = String(raw.to);
  }
  if (raw.compare === "year" || raw.compare === "none") kept.compare = raw.compare;
  for (const name of ["unit", "touchpoint", "segment", "survey", "topic"] as const) {
    const id = Number(raw[name]);
    if (raw[name] !== undefined && Number.isInteger(id) && id > 0) kept[name] = id;
  }
  if (raw.weighting === "weighted") kept.weighting = "weighted";
  if (raw.cleaning === "strict" || raw.cleaning === "none") kept.cleaning = raw.cleaning;
  const sentiment = sentiments.find((one) => one === raw.sentiment);
  if (sentiment !== undefined) kept.sentiment = sentiment;
  const channel = raw.channel;
  if (typeof channel === "string" && channel !== "") kept.channel = channel.slice(0, 40);
  return kept;
}

/**
 * The first and last day of a preset.
 *
 * @example
 * presetDays("28d", "2026-06-18") // => { from: "2026-05-22", to: "2026-06-18" }
 * presetDays("today", "2026-06-18") // => { from: "2026-06-18", to: "2026-06-18" }
 */
export function presetDays(preset: Preset, today: string): { from: string; to: string } {
  const days = preset === "today" ? 1 : Number.parseInt(preset, 10);
  return { from: addDays(today, 1 - days), to: today };
}

/** The days the filters cover. */
export function periodOf(search: FilterSearch, today: string): { from: string; to: string } {
  if (search.from !== undefined && search.to !== undefined) return { from: search.from, to: search.to };
  return presetDays(search.period ?? "28d", today);
}

/**
 * The filters over other days than they say: what leads to the voices of a trend, which looks further back than the filter bar.
 *
 * @example
 * over({ from: "2025-12-22", to: "2026-06-18" }, { period: "7d" }, "2026-06-18") // => { from: "2025-12-22", to: "2026-06-18" }
 * over({ from: "2026-06-12", to: "2026-06-18" }, { period: "7d" }, "2026-06-18") // => { period: "7d" }
 */
export function over<S extends FilterSearch>({ from, to }: { from: string; to: string }, search: S, today: string): S {
  const asked = periodOf(search, today);
  return asked.from === from && asked.to === to ? search : { ...search, period: undefined, from, to };
}

/** The filters as the server reads them. */
export function queryOf(search: FilterSearch, today: string) {
  const { compare, unit, touchpoint, segment, survey, channel, topic, sentiment, weighting, cleaning } = search;
  return { compare, unit, touchpoint, segment, survey, channel, topic, sentiment, weighting, cleaning, ...periodOf(search, today) };
}
