import { api } from "@manyi/contracts";
import { seriesOf, surveyTemplates } from "@manyi/core/survey";
import { nextId } from "@manyi/store";
import { aVoice } from "@manyi/store/testing";
import { openCase } from "../features/cases/index.js";
import type { Place } from "./named.js";
import type { TestServer } from "./test-server.js";
import { aFinding, furnishAnalyst, furnishBusiness, furnishComparison, furnishFieldwork, furnishReading } from "./world-rows.js";

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

const DEFINITION = surveyTemplates()[0]!.definition;
