import { z } from "zod";
import { day, idNumber, instant, locale, localText, pageOf, pageQuery, productName, smallId } from "./common.js";
import { statement } from "./figures.js";
import { route } from "./route.js";

const key = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/);
/** a question, or one answer inside it: a matrix row, `e` or `p` of a pair */
const reference = z.string().regex(/^[a-z][a-z0-9_-]{0,39}(\.[a-z][a-z0-9_-]{0,39})?$/);
const scale = z.strictObject({ min: z.number().int().min(0).max(1), max: z.number().int().min(2).max(100) });
const option = z.strictObject({ id: z.string().regex(/^[a-z0-9_-]{1,40}$/), code: z.number().int().min(1).max(999), text: localText });

type ConditionInput =
  | { all: ConditionInput[] }
  | { any: ConditionInput[] }
  | { not: ConditionInput }
  | { question: string; op: "answered" | "unanswered" }
  | { question: string; op: "eq" | "ne" | "gte" | "lte"; value: number | string }
  | { question: string; op: "includes"; value: string };
export const condition: z.ZodType<ConditionInput, ConditionInput> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).max(20) }),
    z.strictObject({ any: z.array(condition).max(20) }),
    z.strictObject({ not: condition }),
    z.strictObject({ question: reference, op: z.enum(["answered", "unanswered"]) }),
    z.strictObject({ question: reference, op: z.enum(["eq", "ne", "gte", "lte"]), value: z.union([z.number(), z.string().max(100)]) }),
    z.strictObject({ question: reference, op: z.literal("includes"), value: z.string().max(100) }),
  ]),
);

const common = {
  key,
  text: localText,
  help: localText.optional(),
  required: z.boolean().optional(),
  showIf: condition.optional(),
  attribute: z.string().max(60).optional(),
  reason: localText.optional(),
  sensitive: z.boolean().optional(),
};
const display = z.enum(["number", "star", "smiley"]);
const na = { notApplicable: z.boolean().optional() };
const ends = { low: localText, high: localText };

export const question = z.discriminatedUnion("type", [
  z.strictObject({ ...common, type: z.literal("nps"), wording: z.enum(["recommend_us", "recommend_this"]) }),
  z.strictObject({ ...common, ...na, type: z.literal("csat"), display }),
  z.strictObject({ ...common, ...na, type: z.literal("ces") }),
  z.strictObject({
    ...common,
    ...na,
    ...ends,
    type: z.literal("rating"),
    scale,
    display,
    role: z.enum(["perception", "expectation", "importance"]).optional(),
  }),
  z.strictObject({
    ...common,
    ...na,
    ...ends,
    type: z.literal("pair"),
    attribute: z.string().min(1).max(60),
    scale,
    expectation: localText,
    perception: localText,
    asked: z.enum(["recalled", "before"]),
  }),
  z.strictObject({
    ...common,
    ...na,
    type: z.literal("single"),
    options: z.array(option).min(2).max(60),
    role: z.enum(["kano_functional", "kano_dysfunctional"]).optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal("multiple"),
    options: z.array(option).min(2).max(60),
    atMost: z.number().int().min(1).optional(),
  }),
  z.strictObject({
    ...common,
    ...na,
    ...ends,
    type: z.literal("matrix"),
    scale,
    rows: z
      .array(z.strictObject({ key, text: localText, attribute: z.string().max(60).optional() }))
      .min(1)
      .max(30),
  }),
  z.strictObject({
    ...common,
    type: z.literal("price"),
    currency: z.string().regex(/^[A-Z]{3}$/),
    step: z.number().min(0.01).max(1000),
    current: z.number().positive().max(1e7).optional(),
  }),
  z.strictObject({
    ...common,
    ...ends,
    type: z.literal("bestWorst"),
    options: z.array(option).min(3).max(40),
    perSet: z.number().int().min(2).max(6),
    sets: z.number().int().min(1).max(20),
  }),
  z.strictObject({ ...common, type: z.literal("text"), multiline: z.boolean(), maxLength: z.number().int().min(1).max(8000) }),
  z.strictObject({ ...common, type: z.literal("statement") }),
  z.strictObject({ ...common, type: z.literal("contact"), fields: z.array(z.enum(["name", "phone", "email"])).min(1) }),
  z.strictObject({ ...common, type: z.literal("consent"), purpose: z.enum(["survey", "care"]) }),
]);

/** Mirrors `SurveyDefinition` of core; a test keeps the two equal. */
export const surveyDefinition = z.strictObject({
  locales: z.array(locale).min(1).max(2),
  defaultLocale: locale,
  title: localText,
  purpose: localText,
  anonymity: z.enum(["identified", "confidential", "anonymous"]),
  layout: z.enum(["paged", "single"]),
  pages: z
    .array(z.strictObject({ key, title: localText.optional(), questions: z.array(question).max(100) }))
    .min(1)
    .max(50),
  closing: localText,
  offerCallback: z.boolean(),
});

export const surveySummary = z.object({
  id: z.number().int(),
  key: z.string(),
  kind: z.enum(["survey", "import", "verification"]),
  title: localText,
  state: z.enum(["draft", "published", "closed", "archived"]),
  anonymity: z.string(),
  currentVersion: z.number().int().nullable(),
  questions: z.number().int(),
  answers: z.number().int(),
  draftSavedAt: instant,
});
/** A serious finding of the linter that was kept at publishing, by the linter's own name of its rule, and why. */
const override = z.object({ rule: z.string(), questionKey: z.string().nullable(), reason: z.string() });
export const surveyDetail = surveySummary.extend({
  draft: surveyDefinition,
  draftRevision: z.number().int(),
  versions: z.array(
    z.object({
      number: z.number().int(),
      publishedAt: instant,
      publishedBy: z.string().nullable(),
      answers: z.number().int(),
      /** serious findings of the linter that were kept, each with its reason */
      overrides: z.array(override),
      /** how it was tried before publishing; null for versions from before pretests */
      pretest: z.object({ people: z.number().int(), waiver: z.string().nullable() }).nullable(),
    }),
  ),
});
export type SurveyDetail = z.output<typeof surveyDetail>;

export const finding = z.object({
  rule: z.string(),
  severity: z.enum(["must_fix", "advice"]),
  questionKey: z.string().nullable(),
  locale: locale.nullable(),
  span: z.tuple([z.number().int(), z.number().int()]).nullable(),
  words: z.string(),
  title: localText,
  reason: localText,
  rewrite: z.string().nullable(),
});
export const surveyFault = z.object({ path: z.string(), message: localText });

/** One rating scale of several items, as statisticians check it. */
export const scaleCheck = z.object({
  key: z.string(),
  label: localText,
  /** people who answered every item */
  n: z.number().int(),
  alpha: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).nullable(),
  items: z.array(
    z.object({
      key: z.string(),
      label: localText,
      n: z.number().int(),
      missingShare: z.number().nullable(),
      mean: z.number().nullable(),
      itemTotal: z.number().nullable(),
      alphaIfDropped: z.number().nullable(),
      /** percent of the answers at the lowest and at the highest end */
      floor: z.number().nullable(),
      ceiling: z.number().nullable(),
      /** loading on the first component */
      loading: z.number().nullable(),
    }),
  ),
  /** whether the items share enough to be summed: Kaiser–Meyer–Olkin, and p of Bartlett's test */
  kmo: z.number().nullable(),
  bartlettP: z.number().nullable(),
  /** what to doubt, the whole first; below thirty people only that they are few */
  warnings: z.array(
    z.object({
      code: z.enum([
        "FEW",
        "LOW_ALPHA",
        "TOO_ALIKE",
        "NEGATIVE_ITEM",
        "WEAK_ITEM",
        "BETTER_WITHOUT",
        "LOW_LOADING",
        "MISSING",
        "FLOOR",
        "CEILING",
      ]),
      /** place of the item; null: the scale */
      item: z.number().int().nullable(),
      value: z.number(),
    }),
  ),
});
export type ScaleCheck = z.output<typeof scaleCheck>;

/** What a scale is followed by: periods of fieldwork, or published versions. */
const waveStep = z.enum(["month", "quarter", "version"]);
export const surveyWaves = z.object({
  statement,
  /** oldest first */
  waves: z.array(
    z.object({
      from: day,
      to: day,
      /** null where waves are periods */
      version: z.number().int().nullable(),
      /** versions published within the period */
      published: z.array(z.number().int()),
      /** only scales that at least ten people answered whole */
      scales: z.array(scaleCheck),
    }),
  ),
});
export type SurveyWaves = z.output<typeof surveyWaves>;

export const pretest = z.object({
  /** people who must have finished before publishing without a waiver */
  needed: z.number().int(),
  /** finished since the last version was published */
  people: z.number().int(),
  current: z
    .object({
      url: z.string(),
      startedAt: instant,
      closedAt: instant.nullable(),
      /** the draft has been changed since */
      isOutdated: z.boolean(),
      finished: z.number().int(),
      medianSeconds: z.number().nullable(),
      estimatedSeconds: z.number(),
      questions: z.array(
        z.object({
          key: z.string(),
          label: localText,
          n: z.number().int(),
          medianSeconds: z.number().nullable(),
          openShare: z.number().nullable(),
          remarks: z.array(z.string()),
        }),
      ),
      scales: z.array(scaleCheck),
    })
    .nullable(),
});
export type Pretest = z.output<typeof pretest>;

/** What the answers say of the questionnaire itself. */
export const surveyResults = z.object({
  statement,
  /** null until a version is published */
  length: z
    .object({
      estimatedSeconds: z.number(),
      /** of complete answers to this version; null below ten */
      medianSeconds: z.number().nullable(),
      n: z.number().int(),
      /** the estimate is off by more than 30 % */
      isOff: z.boolean(),
      /** anonymous surveys keep no time */
      isTimed: z.boolean(),
    })
    .nullable(),
  /** scales of three items and more that at least ten people answered whole */
  scales: z.array(scaleCheck),
});
export type SurveyResults = z.output<typeof surveyResults>;

export const link = z.object({
  id: z.uuid(),
  slug: z.string(),
  url: z.string(),
  label: z.string(),
  channel: z.string(),
  unitId: z.number().int().nullable(),
  touchpointId: z.number().int().nullable(),
  employeeId: z.number().int().nullable(),
  /** the product every answer of this link speaks of */
  product: z.string().nullable(),
  /** context parameters the address may carry unsigned, e.g. ["table"] */
  allow: z.array(z.string()),
  closedAt: instant.nullable(),
  answers: z.number().int(),
});
export type SurveyLink = z.output<typeof link>;

const id = z.object({ id: smallId });
const linkId = z.object({ id: smallId, linkId: z.uuid() });

export const surveys = {
  list: route({
    method: "GET",
    path: "/api/v1/surveys",
    may: "surveys:read",
    summary: "Surveys, newest first.",
    query: z.object({ ...pageQuery, kind: z.enum(["survey", "import", "verification"]).optional() }),
    reply: pageOf(surveySummary),
    errors: [],
  }),
  templates: route({
    method: "GET",
    path: "/api/v1/survey-templates",
    may: "surveys:read",
    summary: "Templates to start from, in both languages.",
    reply: z.object({
      items: z.array(z.object({ code: z.string(), title: localText, about: localText, seconds: z.number(), definition: surveyDefinition })),
    }),
    errors: [],
  }),
  create: route({
    method: "POST",
    path: "/api/v1/surveys",
    may: "surveys:write",
    summary: "A new draft from a template, another survey or nothing.",
    body: z.strictObject({ template: z.string().max(60).optional(), copyOf: idNumber.optional(), title: localText.optional() }),
    reply: surveyDetail,
    errors: ["INVALID_INPUT", "NOT_FOUND"],
  }),
  get: route({
    method: "GET",
    path: "/api/v1/surveys/:id",
    may: "surveys:read",
    summary: "One survey with its draft.",
    params: id,
    reply: surveyDetail,
    errors: ["NOT_FOUND"],
  }),
  /** autosave: refused with CONFLICT when `revision` is not the stored one */
  saveDraft: route({
    method: "PUT",
    path: "/api/v1/surveys/:id/draft",
    may: "surveys:write",
    summary: "Save the draft.",
    params: id,
    body: z.strictObject({ revision: idNumber, definition: surveyDefinition }),
    reply: z.object({ revision: idNumber, savedAt: instant }),
    errors: ["INVALID_INPUT", "NOT_FOUND", "CONFLICT"],
  }),
  lint: route({
    method: "POST",
    path: "/api/v1/surveys/lint",
    may: "surveys:read",
    summary: "Check a questionnaire: findings, faults, length.",
    body: z.strictObject({ definition: surveyDefinition }),
    reply: z.object({ findings: z.array(finding), faults: z.array(surveyFault), questions: z.number().int(), seconds: z.number() }),
    errors: ["INVALID_INPUT"],
  }),
  publish: route({
    method: "POST",
    path: "/api/v1/surveys/:id/publish",
    may: "surveys:publish",
    summary: "Freeze the draft as the next version.",
    params: id,
    body: z.strictObject({
      revision: idNumber,
      overrides: z
        .array(
          z.strictObject({
            rule: z.string().max(60),
            questionKey: z.string().max(60).nullable(),
            reason: z.string().trim().min(5).max(500),
          }),
        )
        .default([]),
      /** why fewer than five people tried it; kept with the version */
      pretestWaiver: z.string().trim().min(5).max(500).optional(),
    }),
    reply: surveyDetail,
    errors: ["INVALID_INPUT", "NOT_FOUND", "CONFLICT", "LINT_BLOCKED", "PRETEST_MISSING", "SURVEY_INCOMPLETE", "SCALE_MISMATCH"],
  }),
  pretest: route({
    method: "GET",
    path: "/api/v1/surveys/:id/pretest",
    may: "surveys:read",
    summary: "The pretest of a survey: its link, who finished, time and remarks per question, how its scales hold together.",
    params: id,
    reply: pretest,
    errors: ["NOT_FOUND"],
  }),
  startPretest: route({
    method: "POST",
    path: "/api/v1/surveys/:id/pretest",
    may: "surveys:write",
    summary: "A link on which the draft as it stands can be tried; an earlier pretest link closes. Its answers count in no figure.",
    params: id,
    reply: pretest,
    errors: ["NOT_FOUND", "SURVEY_INCOMPLETE"],
  }),
  closePretest: route({
    method: "DELETE",
    path: "/api/v1/surveys/:id/pretest",
    may: "surveys:write",
    summary: "Close the pretest link; what was answered stays to be read.",
    params: id,
    reply: pretest,
    errors: ["NOT_FOUND"],
  }),
  results: route({
    method: "GET",
    path: "/api/v1/surveys/:id/results",
    may: "figures:read",
    summary: "Real length against the estimate, and reliability of the scales: alpha with interval, item-total, floor and ceiling.",
    params: id,
    query: z.object({ from: day.optional(), to: day.optional(), unit: smallId.optional() }),
    reply: surveyResults,
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  waves: route({
    method: "GET",
    path: "/api/v1/surveys/:id/waves",
    may: "figures:read",
    summary: "Reliability of the scales after each wave: by month or quarter of fieldwork, or by published version.",
    params: id,
    query: z.object({ by: waveStep.default("month"), from: day.optional(), to: day.optional(), unit: smallId.optional() }),
    reply: surveyWaves,
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  difference: route({
    method: "GET",
    path: "/api/v1/surveys/:id/difference",
    may: "surveys:read",
    summary: "What the draft changes against the published version, in words.",
    params: id,
    reply: z.object({
      against: z.number().int().nullable(),
      changes: z.array(
        z.object({
          path: z.string(),
          kind: z.enum(["added", "removed", "changed"]),
          before: z.string().nullable(),
          after: z.string().nullable(),
        }),
      ),
    }),
    errors: ["NOT_FOUND"],
  }),
  close: route({
    method: "POST",
    path: "/api/v1/surveys/:id/close",
    may: "surveys:publish",
    summary: "Stop taking answers.",
    params: id,
    reply: surveyDetail,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  reopen: route({
    method: "POST",
    path: "/api/v1/surveys/:id/reopen",
    may: "surveys:publish",
    summary: "Take answers again.",
    params: id,
    reply: surveyDetail,
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  links: route({
    method: "GET",
    path: "/api/v1/surveys/:id/links",
    may: "surveys:read",
    summary: "Links and QR codes of a survey.",
    params: id,
    reply: z.object({ items: z.array(link) }),
    errors: ["NOT_FOUND"],
  }),
  addLink: route({
    method: "POST",
    path: "/api/v1/surveys/:id/links",
    may: "surveys:publish",
    summary: "A link whose context (unit, touchpoint, employee) is fixed on the server.",
    params: id,
    body: z.strictObject({
      label: z.string().trim().min(1).max(100),
      channel: z.enum(["qr", "link", "embed", "email", "sms", "kiosk"]),
      unitId: idNumber.nullable().default(null),
      touchpointId: z.int().max(32_767).nullable().default(null),
      employeeId: idNumber.nullable().default(null),
      product: productName.nullable().default(null),
      allow: z.array(z.enum(["table", "order"])).default([]),
    }),
    reply: link,
    errors: ["INVALID_INPUT", "NOT_FOUND", "INVALID_STATE"],
  }),
  closeLink: route({
    method: "DELETE",
    path: "/api/v1/surveys/:id/links/:linkId",
    may: "surveys:publish",
    summary: "Close a link.",
    params: linkId,
    reply: link,
    errors: ["NOT_FOUND"],
  }),
  personalLinks: route({
    method: "POST",
    path: "/api/v1/surveys/:id/links/:linkId/personal",
    may: "surveys:publish",
    summary: "Personal links for customers; each takes one completed answer.",
    params: linkId,
    body: z.strictObject({ externalIds: z.array(z.string().min(1).max(100)).min(1).max(1000) }),
    reply: z.object({ items: z.array(z.object({ externalId: z.string(), url: z.string().nullable() })) }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  recordOutcomes: route({
    method: "POST",
    path: "/api/v1/surveys/:id/links/:linkId/outcomes",
    may: "surveys:publish",
    summary: "What became of invitations sent by another system: bounced, not a customer any more, refused; response rates count by it.",
    params: linkId,
    body: z.strictObject({
      items: z
        .array(
          z.strictObject({
            externalId: z.string().min(1).max(100),
            outcome: z.enum(["bounced", "ineligible", "unknown", "other", "refused"]),
          }),
        )
        .min(1)
        .max(1000),
    }),
    reply: z.object({ items: z.array(z.object({ externalId: z.string(), recorded: z.boolean() })) }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  signedLinks: route({
    method: "POST",
    path: "/api/v1/surveys/:id/links/:linkId/signed",
    may: "surveys:publish",
    summary: "Addresses of one link for many units, employees or touchpoints; a code changed by hand is refused.",
    params: linkId,
    body: z.strictObject({
      items: z
        .array(
          z.strictObject({
            unitCode: z.string().min(1).max(40).optional(),
            employeeCode: z.string().min(1).max(40).optional(),
            touchpointCode: z.string().min(1).max(40).optional(),
          }),
        )
        .min(1)
        .max(1000),
    }),
    reply: z.object({ items: z.array(z.object({ url: z.string() })) }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  qr: route({
    method: "GET",
    path: "/api/v1/surveys/:id/links/:linkId/qr",
    may: "surveys:read",
    summary: "The QR code of a link as SVG, PNG or a printable poster.",
    params: linkId,
    query: z.object({ format: z.enum(["svg", "png", "poster"]).default("svg"), locale: locale.default("zh-CN") }),
    reply: null,
    content: "image/svg+xml, image/png or text/html",
    errors: ["NOT_FOUND"],
  }),
  /** one page that prints on A4: codes of the units below one, of touchpoints, of people, or of tables by number */
  sheet: route({
    method: "GET",
    path: "/api/v1/surveys/:id/links/:linkId/sheet",
    may: "surveys:publish",
    summary: "A sheet of signed QR codes to print and cut: one for each unit, touchpoint, employee or table.",
    params: linkId,
    query: z.object({
      by: z.enum(["unit", "touchpoint", "employee", "table"]).default("unit"),
      /** the top of the subtree for units and employees, the place itself for touchpoints and tables; the link's own where it is left out */
      unit: smallId.optional(),
      /** tables are numbered from here */
      first: z.coerce.number().int().min(1).max(9999).default(1),
      /** how many tables */
      count: z.coerce.number().int().min(1).max(1000).default(20),
      /** codes side by side: 6, 12 or 20 on a page */
      columns: z.coerce.number().int().min(2).max(4).default(3),
      locale: locale.default("zh-CN"),
    }),
    reply: null,
    content: "text/html",
    errors: ["NOT_FOUND", "INVALID_INPUT", "INVALID_STATE"],
  }),
};

/** Bulk and programmatic answers: the same validation and the same ingest as the page. */
export const responses = {
  submit: route({
    method: "POST",
    path: "/api/v1/surveys/:id/responses",
    may: "surveys:write",
    summary: "Submit answers from another system; `clientKey` makes a retry harmless.",
    params: id,
    body: z.strictObject({
      items: z
        .array(
          z.strictObject({
            clientKey: z.string().min(8).max(100),
            locale,
            occurredAt: instant,
            channel: z.string().max(40),
            unitCode: z.string().max(40).optional(),
            touchpointCode: z.string().max(40).optional(),
            customerExternalId: z.string().max(100).optional(),
            /** how long the customer took, where the sender knows; much too short is marked */
            seconds: z.number().int().min(0).max(86_400).optional(),
            /** the sender's own name of the device; kept as a keyed hash, never in anonymous surveys; a second answer of a day is marked */
            device: z.string().min(6).max(64).optional(),
            answers: z.record(z.string(), z.unknown()),
          }),
        )
        .min(1)
        .max(1000),
    }),
    reply: z.object({
      items: z.array(
        z.object({
          clientKey: z.string(),
          /** `quota_full`: a quota had no place left; kept with its reason, counted nowhere, and the same for every repetition */
          status: z.enum(["stored", "unchanged", "rejected", "quota_full"]),
          at: z.string().optional(),
          message: localText.optional(),
        }),
      ),
    }),
    errors: ["NOT_FOUND", "INVALID_INPUT", "SURVEY_CLOSED"],
  }),
};
