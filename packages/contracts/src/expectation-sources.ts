import { z } from "zod";
import { day, instant, localText, pageOf, pageQuery, shortNumber } from "./common.js";
import { route } from "./route.js";

export const EXPECTATION_KINDS = ["search", "dwell", "statistics", "market", "competitor", "interview", "note"] as const;
const kind = z.enum(EXPECTATION_KINDS);

export const expectationSource = z.object({
  id: z.uuid(),
  kind,
  /** the word, the page, the series or the competitor */
  label: z.string(),
  attribute: z.object({ code: z.string(), name: localText }).nullable(),
  mappedBy: z.enum(["dictionary", "hand"]).nullable(),
  segment: localText.nullable(),
  region: z.string().nullable(),
  from: day,
  to: day,
  value: z.number(),
  unit: z.string(),
  source: z.string(),
  licence: z.string().nullable(),
  method: z.string().nullable(),
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
});
const sentences = z.object({ path: z.string(), "zh-CN": z.string(), en: z.string() });

export const expectationSources = {
  list: route({
    method: "GET",
    path: "/api/v1/expectation-sources",
    may: "figures:read",
    summary: "What hints at expectations where nobody asked; always indirect, never inside a ratio.",
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
          benchmarks: z.array(
            z.object({
              competitor: z.string(),
              value: z.number(),
              unit: z.string(),
              source: z.string(),
              method: z.string(),
              on: day,
            }),
          ),
          series: z.array(
            z.object({
              label: z.string(),
              kind,
              value: z.number(),
              unit: z.string(),
              source: z.string(),
              licence: z.string().nullable(),
              on: day,
            }),
          ),
        }),
      ),
      searches: z.number(),
      /** share of the search volume that no attribute stands for, 0–1; null without searches */
      unmappedShare: z.number().nullable(),
      unmapped: z.array(z.object({ label: z.string(), volume: z.number(), share: z.number() })),
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
    reply: z.object({ stored: z.number().int(), unchanged: z.number().int(), mapped: z.number().int() }),
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
};
