import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

/** The filter bar and what narrows voices further; `voice` is the one open in the drawer. */
export type VoiceSearch = FilterSearch & {
  metric?: string | undefined;
  min?: number | undefined;
  max?: number | undefined;
  withComment?: true | undefined;
  /** which voices by quality; without: those the figures count */
  quality?: "excluded" | "all" | undefined;
  text?: string | undefined;
  voice?: string | undefined;
};

/** The metric by which voices can be narrowed; the ratio over all attributes is no single answer, and narrows nothing. */
export function narrowedBy(metric: string): { metric?: string } {
  return metric === "ratio" ? {} : { metric };
}

/** Keeps what the page knows. Every drill link of the dashboard is made of these. */
export function voiceSearch(raw: Record<string, unknown>): VoiceSearch {
  const kept: VoiceSearch = filterSearch(raw);
  if (typeof raw.metric === "string") kept.metric = raw.metric.slice(0, 60);
  for (const end of ["min", "max"] as const) {
    if (typeof raw[end] === "number" && Number.isFinite(raw[end])) kept[end] = raw[end];
  }
  if (raw.withComment === true) kept.withComment = true;
  if (raw.quality === "excluded" || raw.quality === "all") kept.quality = raw.quality;
  if (typeof raw.text === "string" || typeof raw.text === "number") kept.text = String(raw.text).slice(0, 200);
  if (typeof raw.voice === "string" && /^[0-9a-f-]{36}$/.test(raw.voice)) kept.voice = raw.voice;
  return kept;
}

/** Whether nothing narrows the list: an empty one then has nothing to clear. */
export function isUnfiltered(search: VoiceSearch): boolean {
  return Object.entries(search).every(([name, value]) => value === undefined || name === "voice");
}
