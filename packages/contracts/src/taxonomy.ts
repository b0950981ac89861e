import { z } from "zod";

const term = z.string().trim().min(1).max(60);
const words = z.strictObject({ zh: z.array(term).max(400), en: z.array(term).max(400) });
const bothNames = z.strictObject({ "zh-CN": z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) });

/** One topic: its words in each language, what they do not mean, opinions that already say it, the attribute it explains. */
export const topicEntry = z.strictObject({
  /** `staff.attitude` stands below `staff` */
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+){0,2}$/)
    .max(60),
  name: bothNames,
  terms: words,
  except: words.optional(),
  opinions: z.strictObject({ good: words, bad: words }).optional(),
});

/** A whole tree of topics, as files hold it and the editor saves it. */
export const taxonomyTree = z.object({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/)
    .max(40),
  version: z.string().max(20).default("1"),
  name: bothNames,
  topics: z.array(topicEntry).min(1).max(400),
});
