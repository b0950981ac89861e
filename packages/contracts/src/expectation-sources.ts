import { z } from "zod";
import { day, instant, localText, pageOf, pageQuery, shortNumber, smallId } from "./common.js";
import { route } from "./route.js";

export const EXPECTATION_KINDS = ["search", "dwell", "statistics", "market", "competitor", "interview", "note"] as const;
const kind = z.enum(EXPECTATION_KINDS);

const ends = z.object({ low: z.number(), high: z.number() });

/** What is known about a benchmark beyond its value. */
const whatIsKnown = {
  /** how many were asked */
  base: z.number().int().nullable(),
  interval: ends.nullable(),
  /** the people asked know both, the competitor and us */
  knowsBoth: z.boolean(),
  /** the competitor offers it only now: a reason to ask again which tier of expectation it belongs to */
  newlyOffered: z.boolean(),
};
/** Where a figure comes from; it stands wherever the figure stands. */
const origin = {
  source: z.string(),
  licence: z.string().nullable(),
  method: z.string().nullable(),
  region: z.string().nullable(),
  from: day,
  to: day,
};

export const expectationSource = z.object({
  id: z.uuid(),
  kind,
  /** the word, the page, the series or the competitor */
  label: z.string(),
  attribute: z.object({ code: z.string(), name: localText }).nullable(),
  mappedBy: z.enum(["dictionary", "rule", "hand"]).nullable(),
  segment: localText.nullable(),
  region: z.string().nullable(),
  from: day,
  to: day,
  value: z.number(),
  unit: z.string(),
  source: z.string(),
  licence: z.string().nullable(),
  method: z.string().nullable(),
  ...whatIsKnown,
  createdAt: instant,
});
export type ExpectationSource = z.output<typeof expectationSource>;

const attribute = z.string().trim().max(60);
const entry = z.strictObject({
  label: z.string().trim().min(1).max(200),
  attribute: attribute.optional(),
  segmentId: shortNumber.optional(),
  region: z.string().trim().max(100).optional(),
  from: day,
  to: day.optional(),
  value: z.number().min(-1e12).max(1e12),
  unit: z.string().trim().max(40).optional(),
  base: z.int().min(1).max(2_000_000_000).optional(),
  low: z.number().min(-1e12).max(1e12).optional(),
  high: z.number().min(-1e12).max(1e12).optional(),
  knowsBoth: z.boolean().optional(),
  newlyOffered: z.boolean().optional(),
});
const page = z.object({ label: z.string(), volume: z.number(), share: z.number() });

/** `/menu` is that page, `/menu/*` everything below it. */
const pattern = z
  .string()
  .trim()
  .max(200)
  .regex(/^\/[^\s*?#]*\*?$/, "not a path such as /menu or /menu/*");
/** The place a website is known by to a browser, such as `https://www.example.com`. */
const siteOrigin = z.string().trim().min(1).max(200);

const site = z.object({
  id: z.number().int(),
  name: z.string(),
  /** stands in the pages of the website: it names the site and opens nothing */
  key: z.string(),
  origins: z.array(z.string()),
  paused: z.boolean(),
  lastHeardAt: instant.nullable(),
  /** seconds and pages heard of in the last 7 days */
  recentSeconds: z.number(),
  recentPages: z.number().int(),
});
export type BeaconSite = z.output<typeof site>;
const siteSettings = { name: z.string().trim().min(1).max(80), origins: z.array(siteOrigin).min(1).max(20) };
const siteId = z.object({ id: smallId });

const band = z.object({
  id: z.uuid(),
  name: z.string(),
  metric: z.string(),
  low: z.number(),
  high: z.number(),
  source: z.string(),
  asOf: day,
  createdBy: z.string().nullable(),
});
export type ReferenceBand = z.output<typeof band>;

const shift = z.object({
  /** names the series: kind and attribute, or source, name and unit */
  series: z.string(),
  kind,
  /** a share of all that is mapped, 0–1, or the value of a series */
  measure: z.enum(["share", "value"]),
  label: localText,
  attribute: z.string().nullable(),
  unit: z.string(),
  source: z.string(),
  licence: z.string().nullable(),
  region: z.string().nullable(),
  by: z.enum(["week", "month", "entry"]),
  /** the first period after the shift */
  on: day,
  before: z.object({ mean: z.number(), n: z.number().int() }),
  after: z.object({ mean: z.number(), n: z.number().int() }),
  /** Pettitt's test, corrected where more than ten series were tested */
  p: z.number(),
  points: z.array(z.object({ start: day, value: z.number() })),
});
export type ExpectationShift = z.output<typeof shift>;
const sentences = z.object({ path: z.string(), "zh-CN": z.string(), en: z.string() });

export const expectationSources = {
  list: route({
    method: "GET",
    path: "/api/v1/expectation-sources",
    may: "figures:read",
    summary:
      "What hints at expectations where nobody asked; always indirect, never inside a ratio. What websites report comes with kind=dwell only.",
    query: z.object({
      ...pageQuery,
      kind: kind.optional(),
      attribute: attribute.optional(),
      unmapped: z.enum(["true", "false"]).optional(),
    }),
    reply: pageOf(expectationSource),
    errors: ["INVALID_INPUT"],
  }),
  summary: route({
    method: "GET",
    path: "/api/v1/expectation-sources/summary",
    may: "figures:read",
    summary:
      "Indirect expectations by attribute: search volume, time on pages, series and benchmarks with their sources, and what is not mapped.",
    query: z.object({ from: day.optional(), to: day.optional() }),
    reply: z.object({
      period: z.object({ from: day, to: day }),
      attributes: z.array(
        z.object({
          code: z.string(),
          name: localText,
          searches: z.number(),
          dwellSeconds: z.number(),
          words: z.array(z.object({ label: z.string(), volume: z.number() })),
          /** places in `origins` the searches and the page time come from */
          searchOrigins: z.array(z.number().int()),
          dwellOrigins: z.array(z.number().int()),
          benchmarks: z.array(z.object({ competitor: z.string(), value: z.number(), unit: z.string(), ...origin, ...whatIsKnown })),
          series: z.array(z.object({ label: z.string(), kind, value: z.number(), unit: z.string(), ...origin })),
          /** what is known of one segment only; the sums above hold it too */
          segments: z.array(
            z.object({ id: z.number().int(), name: localText, searches: z.number(), dwellSeconds: z.number(), others: z.number().int() }),
          ),
        }),
      ),
      /** where search words and page time come from, each with its days */
      origins: z.array(z.object({ kind, ...origin })),
      searches: z.number(),
      /** share of the search volume that no attribute stands for, 0–1; null without searches */
      unmappedShare: z.number().nullable(),
      unmapped: z.array(page),
      dwellSeconds: z.number(),
      /** the same of pages, by the time spent on them */
      unmappedDwellShare: z.number().nullable(),
      unmappedPages: z.array(page),
    }),
    errors: ["INVALID_INPUT"],
  }),
  add: route({
    method: "POST",
    path: "/api/v1/expectation-sources",
    may: "imports:run",
    summary: "Add entries of one kind and source; without a source, and a benchmark without its method, nothing is stored.",
    body: z.strictObject({
      kind,
      source: z.string().trim().min(1).max(300),
      licence: z.string().trim().max(300).optional(),
      method: z.string().trim().max(500).optional(),
      entries: z.array(entry).min(1).max(5000),
    }),
    reply: z.object({
      stored: z.number().int(),
      unchanged: z.number().int(),
      mapped: z.number().int(),
      /** proposals to ask again which tier an attribute belongs to, made by what competitors newly offer */
      retests: z.number().int(),
    }),
    errors: ["INVALID_INPUT"],
  }),
  /** multipart is not needed: the file's text is read in the page and sent as it is */
  readTable: route({
    method: "POST",
    path: "/api/v1/expectation-sources/table",
    may: "imports:run",
    summary: "Read a CSV of words, pages or series: columns are found by name, faulty rows are named, nothing is stored.",
    body: z.strictObject({ kind, text: z.string().min(1).max(1_500_000) }),
    reply: z.object({ entries: z.array(entry), faults: z.array(sentences) }),
    errors: ["INVALID_INPUT"],
  }),
  map: route({
    method: "POST",
    path: "/api/v1/expectation-sources/map",
    may: "imports:run",
    summary: "Say by hand which attribute a word or page stands for; later imports keep to it.",
    body: z.strictObject({ kind, label: z.string().min(1).max(200), attribute: attribute.nullable() }),
    reply: z.object({ changed: z.number().int() }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  remove: route({
    method: "DELETE",
    path: "/api/v1/expectation-sources/:id",
    may: "imports:run",
    summary: "Take an entry back.",
    params: z.object({ id: z.uuid() }),
    reply: z.object({ removed: z.boolean() }),
    errors: ["NOT_FOUND"],
  }),
  shifts: route({
    method: "GET",
    path: "/api/v1/expectation-sources/shifts",
    may: "figures:read",
    summary: "Series of indirect evidence whose level changed at one moment: shares of search words and page time, and market series.",
    reply: z.object({
      /** series long enough to be tested */
      tested: z.number().int(),
      /** series that are too short yet, and how many periods a test takes */
      short: z.number().int(),
      fewest: z.number().int(),
      shifts: z.array(shift),
    }),
    errors: [],
  }),
  startFinding: route({
    method: "POST",
    path: "/api/v1/expectation-sources/shifts/finding",
    may: "findings:write",
    summary: "Freeze a shift as a finding to act on; the same shift again is the same finding.",
    body: z.strictObject({ series: z.string().min(1).max(700), title: z.string().trim().min(1).max(200) }),
    reply: z.object({ id: z.uuid() }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  rules: route({
    method: "GET",
    path: "/api/v1/expectation-sources/rules",
    may: "figures:read",
    summary: "Which pages stand for which attribute.",
    reply: z.object({ items: z.array(z.object({ pattern: z.string(), attribute: z.object({ code: z.string(), name: localText }) })) }),
    errors: [],
  }),
  setRule: route({
    method: "PUT",
    path: "/api/v1/expectation-sources/rules",
    may: "imports:run",
    summary: "Let a page, or every page below a path, stand for an attribute; null takes the rule back. What was said by hand stays.",
    body: z.strictObject({ pattern, attribute: attribute.nullable() }),
    reply: z.object({ changed: z.number().int() }),
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  sites: route({
    method: "GET",
    path: "/api/v1/beacon-sites",
    may: "imports:run",
    summary: "Websites that tell how long their pages are looked at.",
    reply: z.object({ items: z.array(site), script: z.string() }),
    errors: [],
  }),
  addSite: route({
    method: "POST",
    path: "/api/v1/beacon-sites",
    may: "imports:run",
    summary: "Listen to a website: its key stands in its pages, and only pages of the named origins are heard.",
    body: z.strictObject(siteSettings),
    reply: site,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  changeSite: route({
    method: "PUT",
    path: "/api/v1/beacon-sites/:id",
    may: "imports:run",
    summary: "Change name or origins of a website, pause it or let it go on.",
    params: siteId,
    body: z.strictObject({ ...siteSettings, paused: z.boolean() }),
    reply: site,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  removeSite: route({
    method: "DELETE",
    path: "/api/v1/beacon-sites/:id",
    may: "imports:run",
    summary: "Listen to a website no longer; what it has told stays.",
    params: siteId,
    reply: z.object({ removed: z.boolean() }),
    errors: ["NOT_FOUND"],
  }),
  bands: route({
    method: "GET",
    path: "/api/v1/reference-bands",
    may: "figures:read",
    summary: "The organisation's own reference bands; there is none until somebody enters one.",
    query: z.object({ metric: z.string().max(80).optional() }),
    reply: z.object({ items: z.array(band) }),
    errors: ["INVALID_INPUT"],
  }),
  addBand: route({
    method: "POST",
    path: "/api/v1/reference-bands",
    may: "bands:write",
    summary: "Enter a reference band with where it comes from; charts of its metric then show it.",
    body: z.strictObject({
      name: z.string().trim().min(1).max(80),
      metric: z.string().trim().min(1).max(80),
      low: z.number().min(-1000).max(1000),
      high: z.number().min(-1000).max(1000),
      source: z.string().trim().min(1).max(300),
      asOf: day,
    }),
    reply: band,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  removeBand: route({
    method: "DELETE",
    path: "/api/v1/reference-bands/:id",
    may: "bands:write",
    summary: "Take a reference band away.",
    params: z.object({ id: z.uuid() }),
    reply: z.object({ removed: z.boolean() }),
    errors: ["NOT_FOUND"],
  }),
};

/** What a page's beacon posts to `/api/v1/beacon/<key>`: nothing about who looked. */
export const beaconReport = z.strictObject({
  /** the page's path; what stands behind ? or # is cut off before it is kept */
  p: z.string().min(1).max(2000).startsWith("/"),
  /** seconds the page could be seen */
  s: z.int().min(1).max(3600),
  /** the visitor's calendar day */
  d: day,
});
