import { z } from "zod";
import { day, idNumber, instant, locale, localText, productName, shortNumber } from "./common.js";
import { route } from "./route.js";

export const mood = z.enum(["praise", "complaint", "wish", "question"]);
export type Mood = z.output<typeof mood>;

/** What somebody wrote down in one week, which starts on Monday. */
const week = z.object({ week: day, notes: z.number().int(), asked: z.number().int() });

export const notes = {
  add: route({
    method: "POST",
    path: "/api/v1/notes",
    may: "notes:write",
    summary:
      "What a customer said, in half a minute. The same `clientKey` again changes nothing, so a phone may retry as often as it likes.",
    body: z.strictObject({
      clientKey: z.uuid(),
      text: z.string().trim().min(1).max(2000),
      mood,
      /** the customer was asked, not only overheard */
      asked: z.boolean().default(false),
      /** what was asked; it stands above the customer's words and is never read as theirs */
      question: z.string().trim().max(300).optional(),
      unitId: idNumber,
      touchpointId: shortNumber.optional(),
      product: productName.optional(),
      /** the customer's number in your own systems; one not known is kept as written */
      customer: z.string().trim().max(80).optional(),
      /** when it was written on the phone; within the last 14 days */
      writtenAt: instant,
      locale,
    }),
    reply: z.object({ id: z.uuid(), status: z.enum(["stored", "unchanged"]) }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  mine: route({
    method: "GET",
    path: "/api/v1/notes",
    may: "notes:write",
    summary: "One's own latest notes, and how many this week and the weeks before.",
    reply: z.object({
      today: z.object({ notes: z.number().int(), asked: z.number().int() }),
      weeks: z.array(week),
      items: z.array(
        z.object({
          id: z.uuid(),
          clientKey: z.string(),
          text: z.string(),
          mood,
          asked: z.boolean(),
          question: z.string().nullable(),
          unit: localText,
          writtenAt: instant,
        }),
      ),
    }),
    errors: [],
  }),
  people: route({
    method: "GET",
    path: "/api/v1/notes/people",
    may: "fieldwork:read",
    summary: "Notes per person and week within scope: who listens, and how often customers are asked.",
    query: z.object({ weeks: z.coerce.number().int().min(1).max(26).default(8) }),
    reply: z.object({
      weeks: z.array(day),
      people: z.array(
        z.object({
          name: z.string(),
          unit: localText,
          total: z.number().int(),
          asked: z.number().int(),
          byWeek: z.array(z.number().int()),
        }),
      ),
    }),
    errors: ["INVALID_INPUT"],
  }),
};
