import type { RouteSpec } from "@manyi/contracts";
import { nextId } from "@manyi/store";
import { aVoice } from "@manyi/store/testing";
import type { TestServer } from "./test-server.js";

/** Ids of one place: what a route's `:params` may name there. */
export type Place = {
  readonly tenantId: number;
  readonly unitId: number;
  readonly ids: Readonly<Record<"units" | "keys" | "messages" | "cases" | "surveys" | "links" | "voices" | "imports" | "members", string>>;
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
        anonymity: "identified",
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
      .values({ tenant_id: tenantId, survey_id: id, number: 1, definition: draft, series: "[]", published_at: at, published_by: null })
      .execute();
    return id;
  });
  const ids = { links: ctx.ids.uuid(), cases: ctx.ids.uuid(), messages: ctx.ids.uuid(), imports: ctx.ids.uuid() };
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
    .insertInto("cases")
    .values({
      tenant_id: tenantId,
      id: ids.cases,
      reference: `C-${n}`,
      secret_hash: Buffer.alloc(32),
      state: "received",
      severity: "normal",
      channel: "web",
      title: "T",
      description: "D",
      requested_remedy: null,
      cause_code: null,
      caused_by: null,
      unit_id: unitId,
      touchpoint_id: null,
      attribute_code: null,
      customer_id: null,
      locale: "zh-CN",
      owner_id: member.id,
      solver_id: null,
      verifier_id: null,
      trigger_key: `t-${n}`,
      voice_id: null,
      calendar_id: null,
      calendar_version: null,
      opened_at: at,
      acknowledge_due: at,
      answer_due: at,
      resolve_due: at,
      outcome: null,
      verification_voice_id: null,
      merged_into: null,
    })
    .execute();
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
      case_id: ids.cases,
      dedupe_key: `d-${n}`,
      created_at: at,
    })
    .execute();
  await db
    .insertInto("imports")
    .values({
      tenant_id: tenantId,
      id: ids.imports,
      file_name: "a.csv",
      file_hash: Buffer.alloc(32, n),
      format: JSON.stringify({ kind: "csv", encoding: "utf-8", separator: ",", header: true }),
      mapping: "{}",
      state: "uploaded",
      survey_id: null,
      bytes_total: 1,
      error: null,
      created_by: null,
      created_at: at,
    })
    .execute();
  return {
    tenantId,
    unitId,
    ids: { ...ids, units: String(unitId), keys: key.id, members: member.id, surveys: String(surveyId), voices: voice.id },
  };
}

const DEFINITION = {
  locales: ["zh-CN"],
  defaultLocale: "zh-CN",
  title: { "zh-CN": "问卷" },
  purpose: { "zh-CN": "了解" },
  anonymity: "identified",
  layout: "single",
  pages: [{ key: "p1", questions: [{ key: "recommend", type: "nps", text: { "zh-CN": "推荐吗？" }, wording: "recommend_us" }] }],
  closing: { "zh-CN": "谢谢" },
  offerCallback: false,
};

/** Ids that name nothing anywhere, in the form of real ones. */
export const NOTHING: Place["ids"] = {
  units: "999999",
  keys: "0198d2a0-0000-7000-8000-00000000dead",
  messages: "0198d2a0-0000-7000-8000-00000000dead",
  cases: "0198d2a0-0000-7000-8000-00000000dead",
  surveys: "999999",
  links: "0198d2a0-0000-7000-8000-00000000dead",
  voices: "0198d2a0-0000-7000-8000-00000000dead",
  imports: "0198d2a0-0000-7000-8000-00000000dead",
  members: "0198d2a0-0000-7000-8000-00000000dead",
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
      const kind = part === ":linkId" ? "links" : parts[index - 1]!;
      const id = (ids as Readonly<Record<string, string>>)[kind];
      if (id === undefined) throw new RangeError(`${spec.path}: no row for ${kind}`);
      return id;
    })
    .join("/");
}
