import { z } from "zod";

export const locale = z.enum(["zh-CN", "en"]);
export const localText = z.strictObject({ "zh-CN": z.string().max(2000).optional(), en: z.string().max(2000).optional() });
/** a calendar date, `2026-11-21` */
export const day = z.iso.date();
export const instant = z.iso.datetime();
export const smallId = z.coerce.number().int().min(1).max(2_000_000_000);
/** Ids of which an organisation has few: touchpoints, segments, topics. */
export const shortId = z.coerce.number().int().min(1).max(32_767);
/** An id or a revision inside a body; what the database can hold. */
export const idNumber = z.int32();
export const shortNumber = z.int().min(1).max(32_767);
/** A product or dish, by the name it is known by. */
export const productName = z.string().trim().max(120);
export const unitIds = z.array(idNumber).max(1000);

/** Cursor paging: `next` is null on the last page. */
export const pageQuery = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };
/** Paging of a list that is narrowed to a unit with everything below it, and to words. */
export const narrowedPageQuery = { ...pageQuery, unit: smallId.optional(), text: z.string().max(100).optional() };
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** What a comment says: good, mixed or neutral, bad, or nothing that can be told for sure. */
export const sentiment = z.enum(["good", "mixed", "bad", "uncertain"]);
export type SentimentName = z.output<typeof sentiment>;

/**
 * The filter bar, as it stands in the address. `unit` means the whole subtree. Lists are comma-separated.
 * Without `from`/`to` the period is the 28 days that end today in the organisation's time zone, so that an answer given now is in
 * them; `compare` is the period before.
 */
export const filters = z.object({
  from: day.optional(),
  to: day.optional(),
  compare: z.enum(["previous", "year", "none"]).default("previous"),
  unit: smallId.optional(),
  touchpoint: shortId.optional(),
  segment: shortId.optional(),
  channel: z.string().max(40).optional(),
  source: z.string().max(40).optional(),
  survey: smallId.optional(),
  attribute: z.string().max(60).optional(),
  /** comments that mention the topic or one below it */
  topic: shortId.optional(),
  /** what is said about that topic; without one, of the comment as a whole */
  sentiment: sentiment.optional(),
  weighting: z.enum(["none", "weighted"]).default("none"),
  /** left out: excluded answers are; `strict` leaves out flagged ones too, `none` counts even excluded ones; anonymous surveys take no part then */
  cleaning: z.enum(["strict", "none"]).optional(),
});
export type Filters = z.output<typeof filters>;
