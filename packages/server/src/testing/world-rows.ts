import { api } from "@manyi/contracts";
import { nextId } from "@manyi/store";
import { treeOf } from "../features/reading/index.js";
import type { Caller, TestServer } from "./test-server.js";

/** A note on the unit's time line, weights of the survey, and a sample of the unit's customers. */
export async function furnishAnalyst(server: TestServer, tenantId: number, unitId: number, surveyId: number) {
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
export async function furnishBusiness(importer: Caller, unitId: number, n: number) {
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
export async function furnishComparison(server: TestServer, tenantId: number, unitId: number): Promise<string> {
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
export async function furnishReading(server: TestServer, tenantId: number, unitId: number, voiceId: string, n: number) {
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
export async function furnishFieldwork(server: TestServer, tenantId: number, unitId: number, voiceId: string, n: number) {
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
export function aFinding(unit: number) {
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
