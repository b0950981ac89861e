import { z } from "zod";
import { instant, pageOf, pageQuery } from "./common.js";
import { route } from "./route.js";

/** What one column becomes. */
export const target = z.discriminatedUnion("to", [
  z.strictObject({ to: z.literal("ignore") }),
  z.strictObject({ to: z.literal("metric"), metric: z.enum(["nps", "csat", "ces"]) }),
  z.strictObject({
    to: z.literal("rating"),
    attribute: z.string().max(60),
    role: z.enum(["perception", "expectation"]),
    min: z.number().int(),
    max: z.number().int(),
  }),
  /** one half of a Kano pair; `order` says what 1 means where answers are numbers: like, or dislike */
  z.strictObject({
    to: z.literal("kano"),
    attribute: z.string().min(1).max(60),
    side: z.enum(["functional", "dysfunctional"]),
    order: z.enum(["likeFirst", "likeLast"]),
  }),
  /** one of the four prices of one offer; all four belong together, in one currency and step */
  z.strictObject({
    to: z.literal("price"),
    part: z.enum(["tooCheap", "cheap", "expensive", "tooExpensive"]),
    currency: z.string().regex(/^[A-Z]{3}$/),
    step: z.number().min(0.01).max(1000),
  }),
  z.strictObject({ to: z.literal("choice"), key: z.string().max(40) }),
  z.strictObject({ to: z.literal("comment") }),
  z.strictObject({ to: z.literal("date"), format: z.enum(["iso", "ymd", "dmy", "mdy", "year", "year_month", "excel"]) }),
  z.strictObject({ to: z.literal("unit") }),
  z.strictObject({ to: z.literal("touchpoint") }),
  z.strictObject({ to: z.literal("segment") }),
  z.strictObject({ to: z.literal("channel") }),
  z.strictObject({ to: z.literal("customer") }),
  z.strictObject({ to: z.literal("key") }),
  z.strictObject({ to: z.literal("weight") }),
  z.strictObject({ to: z.literal("locale") }),
  /** the rating of a public review, on the scale of its platform; no CSAT */
  z.strictObject({ to: z.literal("stars"), min: z.number().int().min(0).max(1), max: z.number().int().min(2).max(100) }),
  z.strictObject({ to: z.literal("platform") }),
  z.strictObject({ to: z.literal("product") }),
  z.strictObject({ to: z.literal("author") }),
  z.strictObject({ to: z.literal("url") }),
  z.strictObject({ to: z.literal("email") }),
  z.strictObject({ to: z.literal("phone") }),
  z.strictObject({ to: z.literal("asked") }),
]);
export type Target = z.output<typeof target>;
export const column = z.object({
  name: z.string(),
  samples: z.array(z.string()),
  filled: z.number(),
  distinct: z.number(),
  target,
  why: z.string(),
});
export const mapping = z.strictObject({
  columns: z.record(z.string(), target),
  title: z.string().trim().min(1).max(120),
  source: z
    .enum(["survey", "review", "social", "call", "chat", "email", "suggestion", "request", "note", "audit", "interview"])
    .default("survey"),
  /** stands for the platform where no column tells it */
  platform: z.string().trim().max(60).optional(),
  /** whether reviews, posts and the like open items in the inbox; `none` for history that nobody has to answer */
  handling: z.enum(["all", "none"]).default("all"),
  defaultDay: z.iso.date().optional(),
  defaultUnitCode: z.string().max(40).optional(),
});
export type Mapping = z.output<typeof mapping>;

export const importJob = z.object({
  id: z.uuid(),
  fileName: z.string(),
  state: z.enum(["uploaded", "running", "done", "failed", "undoing", "undone"]),
  format: z.object({ kind: z.enum(["csv", "xlsx", "json", "ndjson"]), encoding: z.string(), separator: z.string(), header: z.boolean() }),
  columns: z.array(column),
  preview: z.array(z.array(z.string())),
  surveyId: z.number().int().nullable(),
  rowsRead: z.number().int(),
  accepted: z.number().int(),
  unchanged: z.number().int(),
  rejected: z.number().int(),
  progress: z.number(),
  error: z.string().nullable(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type ImportJob = z.output<typeof importJob>;
const id = z.object({ id: z.uuid() });

export const imports = {
  list: route({
    method: "GET",
    path: "/api/v1/imports",
    may: "imports:run",
    summary: "Imports, newest first.",
    query: z.object(pageQuery),
    reply: pageOf(importJob),
    errors: [],
  }),
  /** multipart/form-data, one field `file` */
  upload: route({
    method: "POST",
    path: "/api/v1/imports",
    may: "imports:run",
    summary: "Upload a CSV, XLSX, JSON or NDJSON file; the reply holds what was recognised.",
    reply: importJob,
    errors: ["UNREADABLE_FILE", "TOO_LARGE", "INVALID_INPUT"],
  }),
  get: route({
    method: "GET",
    path: "/api/v1/imports/:id",
    may: "imports:run",
    summary: "One import with its progress.",
    params: id,
    reply: importJob,
    errors: ["NOT_FOUND"],
  }),
  check: route({
    method: "POST",
    path: "/api/v1/imports/:id/check",
    may: "imports:run",
    summary: "Try a mapping on the first rows: what is accepted, what is refused and why.",
    params: id,
    body: mapping,
    reply: z.object({
      rows: z.number().int(),
      accepted: z.number().int(),
      rejects: z.array(
        z.object({
          row: z.number().int(),
          column: z.string().nullable(),
          value: z.string().nullable(),
          code: z.string(),
          message: z.object({ "zh-CN": z.string(), en: z.string() }),
        }),
      ),
      preview: z.array(z.record(z.string(), z.unknown())),
    }),
    errors: ["NOT_FOUND", "INVALID_INPUT", "INVALID_STATE"],
  }),
  run: route({
    method: "POST",
    path: "/api/v1/imports/:id/run",
    may: "imports:run",
    summary: "Start the import; it goes on when the page is left.",
    params: id,
    body: mapping,
    reply: importJob,
    errors: ["NOT_FOUND", "INVALID_INPUT", "INVALID_STATE", "SCALE_MISMATCH"],
  }),
  rejects: route({
    method: "GET",
    path: "/api/v1/imports/:id/rejects",
    may: "imports:run",
    summary: "Refused rows with reasons, as CSV.",
    params: id,
    reply: null,
    content: "text/csv",
    errors: ["NOT_FOUND"],
  }),
  undo: route({
    method: "POST",
    path: "/api/v1/imports/:id/undo",
    may: "imports:run",
    summary: "Take the whole import back.",
    params: id,
    reply: importJob,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
};
