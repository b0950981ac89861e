import { type FilterSearch, filterSearch } from "../../figures/filter-search.js";

/** The filter bar and what narrows voices further; `voice` is the one open in the drawer. */
export type VoiceSearch = FilterSearch & {
  metric?: string | undefined;
  min?: number | undefined;
  max?: number | undefined;
  /** of pairs: without expectations recalled afterwards, or only with them */
  recalled?: "without" | "only" | undefined;
  withComment?: true | undefined;
  /** which voices by quality; without: those the figures count */
  quality?: (typeof qualities)[number] | undefined;
  text?: string | undefined;
  source?: string | undefined;
  /** the product named with it */
  product?: string | undefined;
  handling?: (typeof handlings)[number] | undefined;
  signal?: (typeof signals)[number] | undefined;
  /** nearly the same as this voice */
  like?: string | undefined;
  voice?: string | undefined;
};

export const qualities = ["flagged", "excluded", "all"] as const;
export const handlings = ["none", "open", "closed"] as const;
export const signals = ["safety", "legal", "urgency", "churn", "anger", "worry", "joy", "thanks"] as const;
/** The three groups of the recommendation score, to choose from without a chart. */
export const npsSpans = [
  { code: "detractors", min: 0, max: 6 },
  { code: "passives", min: 7, max: 8 },
  { code: "promoters", min: 9, max: 10 },
] as const;

/**
 * The four bands of one person's pair. Two whole numbers up to 100 come no nearer to a border than these ends leave, unless they meet it.
 */
export const ratioSpans = [
  { code: "delighted", min: 1.001 },
  { code: "satisfied", min: 1, max: 1 },
  { code: "tolerable", min: 0.8, max: 0.999 },
  { code: "dissatisfied", max: 0.799 },
] as const;

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
  if (raw.recalled === "without" || raw.recalled === "only") kept.recalled = raw.recalled;
  if (raw.withComment === true) kept.withComment = true;
  kept.quality = qualities.find((one) => one === raw.quality);
  kept.handling = handlings.find((one) => one === raw.handling);
  kept.signal = signals.find((one) => one === raw.signal);
  if (typeof raw.source === "string" && raw.source !== "") kept.source = raw.source.slice(0, 40);
  if ((typeof raw.product === "string" || typeof raw.product === "number") && raw.product !== "")
    kept.product = String(raw.product).slice(0, 120);
  if (typeof raw.text === "string" || typeof raw.text === "number") kept.text = String(raw.text).slice(0, 200);
  for (const name of ["voice", "like"] as const) {
    if (typeof raw[name] === "string" && /^[0-9a-f-]{36}$/.test(raw[name])) kept[name] = raw[name];
  }
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

/** Whether nothing narrows the list: an empty one then has nothing to clear. */
export function isUnfiltered(search: VoiceSearch): boolean {
  return Object.entries(search).every(([name, value]) => value === undefined || name === "voice");
}
