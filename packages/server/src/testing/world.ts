import { api, type RouteSpec } from "@manyi/contracts";
import { seriesOf, surveyTemplates } from "@manyi/core/survey";
import { nextId } from "@manyi/store";
import { aVoice } from "@manyi/store/testing";
import { openCase } from "../features/cases/index.js";
import { treeOf } from "../features/reading/index.js";
import type { Caller, TestServer } from "./test-server.js";

/** Ids of one place: what a route's `:params` may name there. */
export type Place = {
  readonly tenantId: number;
  readonly unitId: number;
  readonly ids: Readonly<
    Record<
      | "units"
      | "keys"
      | "messages"
      | "cases"
      | "surveys"
      | "links"
      | "voices"
      | "labels"
      | "imports"
      | "members"
      | "feedback"
      | "sources"
      | "contacts"
      | "expectation-sources"
      | "beacon-sites"
      | "reference-bands"
      | "lists"
      | "runs"
      | "guides"
      | "interviews"
      | "views"
      | "topics"
      | "versions"
      | "sample"
      | "texts"
      | "subjects"
      | "findings"
      | "effects"
      | "notes"
      | "suggestions"
      | "weights"
      | "files"
      | "figures"
      | "entries"
      | "samples",
      string
    >
  >;
};

/**
 * One row of everything a route can name by id, belonging to this unit of this organisation.
 *
 * @param n tells the rows of several places apart
 */
export async function furnish(server: TestServer, tenantId: number, unitId: number, n: number): Promise<Place> {
  const { store, services } = server;
  const { db } = store;
  const ctx = await server.system(tenantId);
  const at = server.clock.now();
  const member = await server.person({ roles: ["agent"], units: [unitId], tenantId });
  const key = await server.apiKey({ permissions: ["surveys:read"], unitId, tenantId });
  const surveyId = await store.tx(async (tx) => {
    const id = await nextId(tx, tenantId, "surveys");
    const draft = JSON.stringify(DEFINITION);
    const title = JSON.stringify(DEFINITION.title);
    await tx
      .insertInto("surveys")
      .values({
        tenant_id: tenantId,
        id,
        key: `survey-${n}`,
        title,
        state: "published",
        anonymity: DEFINITION.anonymity,
        draft,
        draft_saved_at: at,
        draft_saved_by: null,
        current_version: 1,
        created_at: at,
        created_by: null,
      })
      .execute();
    await tx
      .insertInto("survey_versions")
      .values({
        tenant_id: tenantId,
        survey_id: id,
        number: 1,
        definition: draft,
        series: JSON.stringify(seriesOf(DEFINITION, [])),
        published_at: at,
        published_by: null,
      })
      .execute();
    return id;
  });
  const ids = { links: ctx.ids.uuid(), labels: ctx.ids.uuid(), messages: ctx.ids.uuid(), views: ctx.ids.uuid(), findings: ctx.ids.uuid() };
  // a view of one's own: to everybody else it is not there
  await db
    .insertInto("saved_views")
    .values({
      tenant_id: tenantId,
      id: ids.views,
      owner_id: `owner-${n}`,
      name: JSON.stringify({ en: `View ${n}` }),
      page: "/understand/dashboard",
      search: JSON.stringify({ unit: unitId }),
      visible_to: "me",
      role: null,
      created_at: at,
      changed_at: at,
    })
    .execute();
  await db
    .insertInto("findings")
    .values({ tenant_id: tenantId, id: ids.findings, unit_id: unitId, scope_units: [unitId], created_at: at, ...aFinding(unitId) })
    .execute();
  await db
    .insertInto("survey_links")
    .values({
      tenant_id: tenantId,
      id: ids.links,
      slug: `slug-${n}`,
      survey_id: surveyId,
      label: "Link",
      channel: "qr",
      unit_id: unitId,
      touchpoint_id: null,
      employee_id: null,
      created_at: at,
    })
    .execute();
  const voice = await services.ingest.submit(aVoice({ tenantId, unitId, surveyId, version: 1 }));
  await db
    .insertInto("voice_labels")
    .values({
      tenant_id: tenantId,
      id: ids.labels,
      voice_id: voice.id,
      kind: "sentiment",
      topic_id: null,
      value: 1,
      by_user: `owner-${n}`,
      at,
    })
    .execute();
  const opened = await ctx.tx((tx) =>
    openCase(tx, ctx, {
      triggerKey: `test:${n}`,
      unitId,
      severity: "normal",
      channel: "web",
      title: "上菜太慢",
      description: "等了四十分钟",
      locale: "zh-CN",
    }),
  );
  await db
    .insertInto("messages")
    .values({
      tenant_id: tenantId,
      id: ids.messages,
      channel: "email",
      recipient: "guest@example.test",
      template: "t",
      locale: "en",
      subject: "S",
      body: "B",
      state: "failed",
      error: null,
      case_id: opened.id,
      dedupe_key: `d-${n}`,
      created_at: at,
    })
    .execute();
  const importer = await server.person({ roles: ["cx_manager"], tenantId });
  const file = [
    "--x",
    'content-disposition: form-data; name="file"; filename="a.csv"',
    "content-type: text/csv",
    "",
    `score,note\n9,good ${n}\n`,
    "--x--",
    "",
  ];
  const upload = await importer.inject({
    method: "POST",
    url: "/api/v1/imports",
    headers: { "content-type": "multipart/form-data; boundary=x", "x-manyi-request": "1" },
    payload: file.join("\r\n"),
  });
  const imported = upload.json<{ id: string }>();
  const item = await importer.call(api.feedback.add, { body: { voiceId: voice.id } });
  const { source } = await importer.call(api.sources.create, {
    body: { name: `source ${n}`, kind: "review", mapping: { fields: { text: "text" } }, unitId, touchpointId: null },
  });
  const contact = await importer.call(api.contacts.log, {
    body: {
      clientKey: `contact-${n}`,
      unitId,
      channel: "phone",
      direction: "in",
      purpose: "enquiry",
      content: "问营业时间",
      promise: "明天回电",
      promiseDue: "2026-03-03",
      consent: "spoken",
      locale: "zh-CN",
    },
  });
  const hints = { kind: "search" as const, source: "search report", entries: [{ label: `word ${n}`, from: "2026-02-01", value: n }] };
  await importer.call(api.expectationSources.add, { body: hints });
  const heard = { name: `site ${n}`, origins: ["https://www.example.test"] };
  const { id: madeSite } = await importer.call(api.expectationSources.addSite, { body: heard });
  // sites count from 1 in every organisation; apart, so that a foreign one names nothing here
  const siteId = tenantId === 1 ? madeSite : 500 + madeSite;
  await db.updateTable("beacon_sites").set({ id: siteId }).where("tenant_id", "=", tenantId).where("id", "=", madeSite).execute();
  const aBand = { name: "Band", metric: "nps", low: 10, high: 20, source: "Report", asOf: "2026-02-01" };
  const { id: bandId } = await importer.call(api.expectationSources.addBand, { body: aBand });
  const { items: expectations } = await importer.call(api.expectationSources.list, { query: {} });
  const idea = await services.ingest.submit(aVoice({ tenantId, unitId, source: "suggestion" }));
  const fieldwork = await furnishFieldwork(server, tenantId, unitId, voice.id, n);
  const reading = await furnishReading(server, tenantId, unitId, voice.id, n);
  const analyst = await furnishAnalyst(server, tenantId, unitId, surveyId);
  const bought = await importer.inject({
    method: "POST",
    url: "/api/v1/loyalty/files",
    headers: { "content-type": "multipart/form-data; boundary=x", "x-manyi-request": "1" },
    payload: file.join("\r\n"),
  });
  const effects = await furnishComparison(server, tenantId, unitId);
  const business = await furnishBusiness(importer, unitId, n);
  return {
    tenantId,
    unitId,
    ids: {
      ...ids,
      ...fieldwork,
      ...reading,
      ...analyst,
      ...business,
      effects,
      cases: opened.id,
      imports: imported.id,
      files: bought.json<{ id: string }>().id,
      units: String(unitId),
      keys: key.id,
      members: member.id,
      surveys: String(surveyId),
      voices: voice.id,
      feedback: item.id,
      suggestions: idea.id,
      sources: String(source.id),
      contacts: contact.id,
      "expectation-sources": expectations[0]!.id,
      "beacon-sites": String(siteId),
      "reference-bands": bandId,
    },
  };
}

/** A note on the unit's time line, weights of the survey, and a sample of the unit's customers. */
async function furnishAnalyst(server: TestServer, tenantId: number, unitId: number, surveyId: number) {
  const { db } = server.store;
  const ctx = await server.system(tenantId);
  const at = server.clock.now();
  const [notes, weights] = [ctx.ids.uuid(), ctx.ids.uuid()];
  await db
    .insertInto("timeline_notes")
    .values({
      tenant_id: tenantId,
      id: notes,
      day: 20_500,
      unit_id: unitId,
      kind: "campaign",
      text: JSON.stringify({ en: "Campaign" }),
      created_by: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await db
    .insertInto("weight_versions")
    .values({
      tenant_id: tenantId,
      id: weights,
      survey_id: surveyId,
      number: 1,
      state: "applied",
      first_day: 20_400,
      last_day: 20_500,
      method: "raking",
      targets: JSON.stringify({ margins: [] }),
      cells: "[]",
      effect: JSON.stringify({ effectiveN: 1, designEffect: 1, lowest: 1, highest: 1 }),
      answers: 1,
      applied_by: null,
      applied_at: at,
    })
    .execute();
  const samples = ctx.ids.uuid();
  await db
    .insertInto("samples")
    .values({
      tenant_id: tenantId,
      id: samples,
      title: "Sample",
      source: "customers",
      filters: JSON.stringify({ unit: unitId, segment: null, contact: "any", restDays: 30 }),
      framed_on: "2026-03-02",
      source_n: 0,
      frame_n: 0,
      exclusions: "[]",
      scope_units: [unitId],
      created_at: at,
    })
    .execute();
  return { notes, weights, samples };
}

/** A business figure with one value, of this unit. */
async function furnishBusiness(importer: Caller, unitId: number, n: number) {
  const definition = { unit: "%", direction: "higher" as const, rollup: "mean" as const, source: "Till system" };
  const { id } = await importer.call(api.business.add, { body: { ...definition, name: { en: `Repurchase ${n}` } } });
  const values = [{ unitId, month: "2026-01", value: 20 + n }];
  const { entry } = await importer.call(api.business.take, {
    params: { id },
    body: { kind: "pasted", source: "Till system", values },
  });
  return { figures: id, entries: entry!.entryId };
}

/** A comparison of before and after that names this unit alone. */
async function furnishComparison(server: TestServer, tenantId: number, unitId: number): Promise<string> {
  const { db } = server.store;
  const id = (await server.system(tenantId)).ids.uuid();
  const at = server.clock.now();
  await db.insertInto("effect_plans").values({ tenant_id: tenantId, id, created_by: null, created_at: at }).execute();
  await db
    .insertInto("effect_versions")
    .values({
      tenant_id: tenantId,
      plan_id: id,
      number: 1,
      name: JSON.stringify({ en: "Comparison" }),
      what: "{}",
      metric: "nps",
      survey_id: null,
      treated: JSON.stringify([{ unitId, startDay: 20_500 }]),
      comparison: [unitId],
      scope_units: [unitId],
      before_days: 28,
      after_days: 28,
      planned: null,
      detectable: null,
      fixed_by: null,
      fixed_at: at,
    })
    .execute();
  return id;
}

/** A topic of the tree with a version, a comment drawn to be labelled, and a text about the topic. */
async function furnishReading(server: TestServer, tenantId: number, unitId: number, voiceId: string, n: number) {
  const { db } = server.store;
  const ctx = await server.system(tenantId);
  const at = server.clock.now();
  const { topics } = await ctx.tx((tx) => treeOf(tx, tenantId, at));
  const topic = topics.find(({ words }) => words.terms.zh.length > 0)!;
  // versions count from 1 in every organisation; apart, so that a foreign one names nothing here
  const version = tenantId === 1 ? 1 : 500;
  if (version > 1)
    await db
      .insertInto("taxonomy_versions")
      .values({ tenant_id: tenantId, version, topics: "[]", changed_by: null, changed_at: at, note: null })
      .execute();
  await db.insertInto("label_samples").values({ tenant_id: tenantId, voice_id: voiceId, drawn_by: "nobody", drawn_at: at }).execute();
  const texts = ctx.ids.uuid();
  const period = { period_from: "2026-02-01", period_to: "2026-02-28" };
  await db
    .insertInto("theme_texts")
    .values({
      ...period,
      tenant_id: tenantId,
      id: texts,
      topic_id: topic.id,
      locale: "en",
      quotes: 3,
      body: `Text ${n}`,
      model: "m",
      made_by: "nobody",
      made_at: at,
      edited_by: null,
      units: [unitId],
    })
    .execute();
  return { topics: String(topic.id), versions: String(version), sample: voiceId, texts, subjects: "unit" };
}

/** A checklist with one check, a guide with one interview. */
async function furnishFieldwork(server: TestServer, tenantId: number, unitId: number, voiceId: string, n: number) {
  const { store } = server;
  const ctx = await server.system(tenantId);
  const at = server.clock.now();
  const title = JSON.stringify({ "zh-CN": `表 ${n}`, en: `List ${n}` });
  const item = { key: "clean", text: { en: "Clean" }, weight: 1, scale: "half", critical: false, notApplicable: false };
  const definition = JSON.stringify({ sections: [{ key: "one", title: { en: "One" }, items: [item] }] });
  const interviewId = ctx.ids.uuid();
  const runId = ctx.ids.uuid();
  return store.tx(async (tx) => {
    const list = await nextId(tx, tenantId, "checklists");
    const guide = await nextId(tx, tenantId, "interview_guides");
    const made = { tenant_id: tenantId, created_by: null, created_at: at };
    await tx
      .insertInto("checklists")
      .values({ ...made, id: list, title, draft: definition, current_version: 1 })
      .execute();
    await tx
      .insertInto("checklist_versions")
      .values({ tenant_id: tenantId, checklist_id: list, number: 1, title, definition, published_by: null, published_at: at })
      .execute();
    const found = { results: JSON.stringify([{ item: "clean", value: 1 }]), remark: null, score: 100, uncapped: 100, items_n: 1 };
    await tx
      .insertInto("check_runs")
      .values({
        tenant_id: tenantId,
        id: runId,
        client_key: `run-${n}`,
        checklist_id: list,
        version: 1,
        kind: "audit",
        unit_id: unitId,
        auditor_id: "nobody",
        ...found,
        failed_critical: false,
        voice_id: voiceId,
        done_at: at,
        local_day: 20_514,
        local_month: 24_314,
      })
      .execute();
    const questions = JSON.stringify([{ key: "expected", text: { en: "What did you expect?" }, probes: [] }]);
    await tx
      .insertInto("interview_guides")
      .values({ ...made, id: guide, title, purpose: title, questions })
      .execute();
    await tx
      .insertInto("interviews")
      .values({
        tenant_id: tenantId,
        id: interviewId,
        guide_id: guide,
        questions,
        unit_id: unitId,
        customer_id: null,
        who: "Guest",
        purpose: "Test",
        planned_at: at,
        interviewer_id: "nobody",
        locale: "en",
        created_at: at,
      })
      .execute();
    return { lists: String(list), runs: runId, guides: String(guide), interviews: interviewId };
  });
}

/** A finding with evidence of one figure. */
function aFinding(unit: number) {
  const period = { from: "2026-02-03", to: "2026-03-02" };
  const statement = { answers: 40, excluded: 0, partial: 0, designEffect: null, anonymous: false, timeZone: "Asia/Shanghai" };
  const evidence = {
    asOf: "2026-03-02T04:00:00.000Z",
    statement: { ...statement, period, comparePeriod: null, weighting: "none", asOf: "2026-03-02T04:00:00.000Z" },
    method: "ratio",
    n: 40,
    figures: [{ code: "ratio", value: 0.9, interval: null, n: 40 }],
    place: null,
    isUncertain: false,
    cautions: [],
  };
  const filters = { ...period, unit, compare: "none", weighting: "none" };
  return {
    kind: "gap" as const,
    attribute: "speed",
    title: "Speed",
    question: JSON.stringify({ filters, outcome: "nps", method: "relativeWeights", drivers: [] }),
    evidence: JSON.stringify(evidence),
  };
}

const DEFINITION = surveyTemplates()[0]!.definition;

/** Ids that name nothing anywhere, in the form of real ones. */
export const NOTHING: Place["ids"] = {
  units: "999999",
  keys: "0198d2a0-0000-7000-8000-00000000dead",
  messages: "0198d2a0-0000-7000-8000-00000000dead",
  cases: "0198d2a0-0000-7000-8000-00000000dead",
  surveys: "999999",
  links: "0198d2a0-0000-7000-8000-00000000dead",
  voices: "0198d2a0-0000-7000-8000-00000000dead",
  labels: "0198d2a0-0000-7000-8000-00000000dead",
  imports: "0198d2a0-0000-7000-8000-00000000dead",
  members: "0198d2a0-0000-7000-8000-00000000dead",
  feedback: "0198d2a0-0000-7000-8000-00000000dead",
  sources: "999999",
  contacts: "0198d2a0-0000-7000-8000-00000000dead",
  "expectation-sources": "0198d2a0-0000-7000-8000-00000000dead",
  "beacon-sites": "999999",
  "reference-bands": "0198d2a0-0000-7000-8000-00000000dead",
  lists: "999999",
  runs: "0198d2a0-0000-7000-8000-00000000dead",
  guides: "999999",
  interviews: "0198d2a0-0000-7000-8000-00000000dead",
  views: "0198d2a0-0000-7000-8000-00000000dead",
  topics: "999999",
  versions: "999999",
  sample: "0198d2a0-0000-7000-8000-00000000dead",
  texts: "0198d2a0-0000-7000-8000-00000000dead",
  subjects: "unit",
  findings: "0198d2a0-0000-7000-8000-00000000dead",
  effects: "0198d2a0-0000-7000-8000-00000000dead",
  notes: "0198d2a0-0000-7000-8000-00000000dead",
  suggestions: "0198d2a0-0000-7000-8000-00000000dead",
  weights: "0198d2a0-0000-7000-8000-00000000dead",
  files: "0198d2a0-0000-7000-8000-00000000dead",
  figures: "0198d2a0-0000-7000-8000-00000000dead",
  entries: "0198d2a0-0000-7000-8000-00000000dead",
  samples: "0198d2a0-0000-7000-8000-00000000dead",
};

/**
 * The address of a route with these ids in it.
 *
 * @throws {RangeError} when a parameter belongs to nothing the test world knows: a new kind of id needs a row in `furnish`
 */
export function addressWith(spec: RouteSpec, ids: Place["ids"]): string {
  const parts = spec.path.split("/");
  return parts
    .map((part, index) => {
      if (!part.startsWith(":")) return part;
      const kind = part === ":linkId" ? "links" : part === ":key" ? "units" : parts[index - 1]!;
      const id = (ids as Readonly<Record<string, string>>)[kind];
      if (id === undefined) throw new RangeError(`${spec.path}: no row for ${kind}`);
      return id;
    })
    .join("/");
}
