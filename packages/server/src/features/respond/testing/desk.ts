import { api, type SurveyLink } from "@manyi/contracts";
import { NPS_WORDINGS, type SurveyDefinition } from "@manyi/core/survey";
import type { LightMyRequestResponse } from "fastify";
import { type Caller, type TestServer, testServer } from "../../../testing/index.js";

export const words = (zh: string, en: string) => ({ "zh-CN": zh, en });
/** NPS and why, on one page, with names. */
export const SINGLE: SurveyDefinition = {
  locales: ["zh-CN", "en"],
  defaultLocale: "zh-CN",
  title: words("用餐体验", "Your meal"),
  purpose: words("改进上菜速度", "To serve faster"),
  anonymity: "identified",
  layout: "single",
  pages: [
    {
      key: "p",
      questions: [
        { key: "recommend", type: "nps", wording: "recommend_us", text: NPS_WORDINGS.recommend_us, required: true },
        {
          key: "why",
          type: "text",
          multiline: true,
          maxLength: 200,
          text: words("是什么让您打了这个分？", "What led you to this score?"),
          showIf: { question: "recommend", op: "lte", value: 6 },
        },
      ],
    },
  ],
  closing: words("已收到，谢谢您。", "Received. Thank you."),
  offerCallback: true,
};
/** The same on two screens, with one more question. */
export const PAGED: SurveyDefinition = {
  ...SINGLE,
  layout: "paged",
  pages: [
    { key: "one", questions: [SINGLE.pages[0]!.questions[0]!] },
    {
      key: "two",
      questions: [
        SINGLE.pages[0]!.questions[1]!,
        {
          key: "more",
          type: "text",
          multiline: true,
          maxLength: 200,
          text: words("还有什么想告诉我们？", "Is there anything else you would like to tell us?"),
        },
      ],
    },
  ],
};

type LinkOptions = { readonly unitId?: number | null; readonly channel?: "link" | "embed"; readonly allow?: ("table" | "order")[] };
type Fields = Record<string, string> | [string, string][];

/** A server with a group, two stores and five customers, and somebody who publishes surveys. */
export async function openDesk() {
  const server = await testServer();
  const manager = await server.person({ roles: ["cx_manager"] });
  const units = await server.addUnits([
    { code: "G", type: "group", name: "集团" },
    { code: "A", parent: "G", name: "门店 A" },
    { code: "B", parent: "G", name: "门店 B" },
  ]);
  const unitId = units.A!;
  await server.store.db
    .insertInto("customers")
    .values(
      ["c1", "c2", "c3", "c4", "c5"].map((external) => ({
        tenant_id: 1,
        id: server.services.ids.uuid(),
        external_id: external,
        created_at: server.clock.now(),
      })),
    )
    .execute();
  return { server, manager, unitId, ...visits(server), open: opener(manager, unitId), personal: inviter(manager), ...rows(server) };
}
export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** What a browser does. */
function visits(server: TestServer) {
  return {
    get: (url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
      server.nobody.inject({ method: "GET", url, headers }),
    post: (url: string, fields: Fields): Promise<LightMyRequestResponse> =>
      server.nobody.inject({
        method: "POST",
        url,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        payload: new URLSearchParams(fields).toString(),
      }),
  };
}

/** Publishes a survey and makes a link to it. */
function opener(manager: Caller, unitId: number) {
  return async (definition: SurveyDefinition, options: LinkOptions = {}): Promise<SurveyLink & { surveyId: number }> => {
    const made = await manager.call(api.surveys.create, { body: {} });
    await manager.call(api.surveys.saveDraft, {
      params: { id: made.id },
      body: { revision: 1, definition: structuredClone(definition) as never },
    });
    await manager.call(api.surveys.publish, { params: { id: made.id }, body: { revision: 2, pretestWaiver: "示例问卷，只用来检查程序" } });
    const link = await manager.call(api.surveys.addLink, {
      params: { id: made.id },
      body: { label: "链接", channel: "link", unitId, ...options },
    });
    return { ...link, surveyId: made.id };
  };
}

/** Addresses of personal links; "" where none was made. */
function inviter(manager: Caller) {
  return async (link: { surveyId: number; id: string }, ...externalIds: string[]): Promise<string[]> => {
    const made = await manager.call(api.surveys.personalLinks, { params: { id: link.surveyId, linkId: link.id }, body: { externalIds } });
    return made.items.map((item) => (item.url === null ? "" : item.url.slice(item.url.indexOf("/s/"))));
  };
}

function rows({ store }: TestServer) {
  return {
    voicesOf: (surveyId: number) => store.db.selectFrom("voices").selectAll().where("survey_id", "=", surveyId).execute(),
    draftsOf: (surveyId: number) => store.db.selectFrom("drafts").selectAll().where("survey_id", "=", surveyId).execute(),
    invitationsOf: (surveyId: number) => store.db.selectFrom("invitations").selectAll().where("survey_id", "=", surveyId).execute(),
  };
}

/** The name a page gave this visit. */
export function visitOf(page: string): string {
  return / name="d" value="([^"]+)"/.exec(page)![1]!;
}
