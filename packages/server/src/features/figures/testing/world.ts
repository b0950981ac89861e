import { randomUUID } from "node:crypto";
import type { Anonymity, Series } from "@manyi/core/survey";
import type { NewVoice } from "@manyi/store";
import { type TestServer, testServer } from "../../../testing/index.js";
import { type Projection, startProjection } from "../index.js";

/** A server whose projection is caught up by hand, so that a test knows when. */
export type FiguresWorld = {
  readonly server: TestServer;
  readonly projection: Projection;
  addSurvey(survey: {
    id: number;
    anonymity?: Anonymity;
    series?: readonly Series[];
    kind?: "survey" | "import" | "verification";
  }): Promise<void>;
  /** stores voices and waits until figures hold them */
  answer(voices: readonly (Partial<NewVoice> & { day?: number })[]): Promise<string[]>;
};

/** 2026-03-02, today in the tests. */
export const TODAY = 20_514;

export async function figuresWorld(): Promise<FiguresWorld> {
  const server = await testServer();
  const projection = await startProjection(server.services);
  const { store, services } = server;
  return {
    server,
    projection,
    async addSurvey({ id, anonymity = "identified", series = [], kind = "survey" }) {
      const title = JSON.stringify({ "zh-CN": `问卷 ${id}`, en: `Survey ${id}` });
      const at = services.now();
      const draft = JSON.stringify({});
      await store.db
        .insertInto("surveys")
        .values({
          tenant_id: 1,
          id,
          key: `survey-${id}`,
          kind,
          title,
          anonymity,
          state: "published",
          draft,
          draft_saved_at: at,
          created_at: at,
        })
        .execute();
      await store.db
        .insertInto("survey_versions")
        .values({ tenant_id: 1, survey_id: id, number: 1, definition: draft, series: JSON.stringify(series), published_at: at })
        .execute();
    },
    async answer(voices) {
      const stored = await services.ingest.submitMany(voices.map(spelled));
      await projection.catchUp();
      return stored.map(({ id }) => id);
    },
  };
}

function spelled({ day = TODAY - 3, ...over }: Partial<NewVoice> & { day?: number }): NewVoice {
  const date = new Date(day * 86_400_000);
  const anonymity = over.anonymity ?? "identified";
  return {
    tenantId: 1,
    id: randomUUID(),
    clientKey: randomUUID(),
    source: "survey",
    channel: "qr",
    locale: "zh-CN",
    anonymity,
    occurredAt: anonymity === "anonymous" ? null : new Date(day * 86_400_000 + 4 * 3_600_000),
    localDay: day,
    isoWeek: Math.floor((day + 3) / 7),
    localMonth: date.getUTCFullYear() * 12 + date.getUTCMonth(),
    completeness: "complete",
    ...over,
  };
}

/** The series of a survey that asks an attribute's expectation (afterwards) and perception on 1–5. */
export function pairSeries(attribute: string, ordinal: number): Series[] {
  const scale = { min: 1, max: 5 };
  return [
    { ordinal, part: `${attribute}.e`, kind: "score", scale, metric: `r:${attribute}` },
    { ordinal: ordinal + 1, part: `${attribute}.p`, kind: "score", scale, metric: `p:${attribute}` },
  ];
}

/** A value repeated. */
export function times<T>(n: number, value: T): T[] {
  return Array.from({ length: n }, () => value);
}
