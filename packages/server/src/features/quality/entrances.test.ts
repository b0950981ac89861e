import { api, type ImportJob, type Mapping } from "@manyi/contracts";
import { seedRng, uniformStream } from "@manyi/core/numeric";
import type { Answers, SurveyDefinition } from "@manyi/core/survey";
import { beforeAll, expect, test } from "vitest";
import { testServer } from "../../testing/index.js";
import { DEMO_SURVEYS } from "../demo/surveys.js";
import { voicesOfDay } from "../demo/visits.js";
import { type Desk, openDesk, SINGLE } from "../respond/testing/desk.js";
import { flagRepeats } from "./index.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

const DEMO = DEMO_SURVEYS.dining.definition;
/** The demo's main survey with one question that only the discontented are asked. */
const DINING: SurveyDefinition = {
  ...DEMO,
  pages: DEMO.pages.map((page, i) =>
    i < DEMO.pages.length - 1 ? page : { ...page, questions: [...page.questions, SINGLE.pages[0]!.questions[1]!] },
  ),
};
/** Honest answers to the demo's main survey, as its dice throw them. */
const HONEST: readonly Answers[] = Array.from({ length: 12 }, (_, day) =>
  voicesOfDay({ day: 20_000 + day, anchorDay: 20_400, until: Number.POSITIVE_INFINITY }),
)
  .flat()
  .filter(({ surveyId }) => surveyId === DEMO_SURVEYS.dining.id)
  .map(({ answers }) => answers as Answers)
  .slice(0, 280);
const COPIED = "这家店各方面都非常好，推荐大家都来试一试，绝对不会后悔";
const chance = uniformStream(seedRng("entrances"));
const typed = () => Array.from({ length: 14 }, () => "bcdfghjklmnpqrstvwxz"[Math.floor(chance() * 20)]).join("");

type Row = { readonly client_key: string; readonly flags: readonly string[]; readonly quality: string };

/** What was found of what was planted, after the follower has looked. */
async function judged(server: Desk["server"], surveyId: number, planted: ReadonlyMap<string, string | null>) {
  const rows = () =>
    server.store.db.selectFrom("voices").selectAll().where("survey_id", "=", surveyId).orderBy("xid").orderBy("id").execute();
  const before = await rows();
  await server.store.tx((tx) => flagRepeats(tx, before as never, server.clock.now()));
  const after = (await rows()) as readonly Row[];
  const kindOf = ({ client_key }: Row) => planted.get(client_key.slice(client_key.lastIndexOf(":") + 1)) ?? null;
  const faulty = after.filter((row) => kindOf(row) !== null);
  const found = faulty.filter((row) => row.flags.includes(kindOf(row)!) && row.quality === "flagged");
  const honest = after.filter((row) => kindOf(row) === null);
  const wrong = honest.filter(({ flags }) => flags.length > 0);
  const missed = faulty.filter((row) => !found.includes(row)).map((row) => [kindOf(row), row.flags]);
  expect(after.length).toBe(planted.size);
  expect(found.length / faulty.length, JSON.stringify(missed)).toBeGreaterThanOrEqual(0.9);
  expect(wrong.length / honest.length, JSON.stringify(wrong.slice(0, 5).map(({ flags }) => flags))).toBeLessThanOrEqual(0.02);
  process.stdout.write(`planted faults found: ${found.length} of ${faulty.length}; honest flagged: ${wrong.length} of ${honest.length}\n`);
}

test("L9.1 through the API: nine in ten planted faults are found, at most two in a hundred honest answers are flagged", async () => {
  const link = await desk.open(DINING);
  const key = await desk.server.apiKey({ permissions: ["surveys:write"] });
  const honest = (i: number) => HONEST[i % HONEST.length]!;
  const straight = { waiting: 4, staff: 4, cleanliness: 4, price: 4, checkout: 4, parking: 4, decor: 4 };
  const plant: Readonly<
    Record<string, (i: number) => { answers: Answers; seconds?: number; device?: string; customerExternalId?: string }>
  > = {
    speeding: (i) => ({ answers: honest(i), seconds: 3 }),
    straight_lining: (i) => ({ answers: { ...honest(i), ratings: straight } }),
    contradiction: (i) => ({ answers: { ...honest(i), recommend: 10, overall: 1 } }),
    gibberish: (i) => ({ answers: { ...honest(i), comment: typed() } }),
    impossible: (i) => ({ answers: { ...honest(i), recommend: 10, overall: 5, why: "其实还有一点小事想说" } }),
    duplicate: (i) => ({ answers: honest(i), device: "till-pad-0001" }),
    copied_text: (i) => ({ answers: { ...honest(i), comment: COPIED } }),
  };
  const planted = new Map<string, string | null>();
  const items: object[] = [];
  let at = Date.parse("2026-01-02T00:00:00Z");
  const add = (kind: string | null, more: object, minutes: number) => {
    at += minutes * 60_000;
    const clientKey = `entry-${String(items.length).padStart(5, "0")}`;
    planted.set(clientKey, kind);
    const item = { clientKey, locale: "zh-CN", channel: "pos", unitCode: "A", occurredAt: new Date(at).toISOString() };
    items.push({ ...item, seconds: 30 + Math.floor(chance() * 120), device: `device-${items.length}`, ...more });
  };
  const kinds = Object.keys(plant);
  for (const [i, answers] of HONEST.entries()) {
    add(null, { answers }, 240);
    if (i % 40 !== 20) continue;
    const kind = kinds[(i - 20) / 40]!;
    // the first of a kind is nobody's copy
    for (let n = 0; n < 15; n++) {
      const isFirst = n === 0 && (kind === "duplicate" || kind === "copied_text");
      add(isFirst ? null : kind, plant[kind]!(i + n), 2);
    }
  }
  for (let from = 0; from < items.length; from += 200) {
    const reply = await key.call(api.responses.submit, {
      params: { id: link.surveyId },
      body: { items: items.slice(from, from + 200) as never },
    });
    expect(reply.items.filter(({ status }) => status !== "stored")).toEqual([]);
  }
  await judged(desk.server, link.surveyId, planted);
});

test("L9.1 through an import: the same for a file of scores and words", async () => {
  const server = await testServer();
  await server.addUnits([
    { code: "G", type: "group" },
    { code: "S1", parent: "G", name: "门店 甲" },
  ]);
  const analyst = await server.person({ roles: ["analyst"] });
  await server.store.db
    .insertInto("customers")
    .values(
      ["k1", "k2"].map((external) => ({
        tenant_id: 1,
        id: server.services.ids.uuid(),
        external_id: external,
        created_at: server.clock.now(),
      })),
    )
    .execute();
  const grid = ["waiting", "staff", "cleanliness", "price", "checkout", "parking"];
  type Line = { key: string; day: string; customer: string; nps: string; csat: string; comment: string; ratings: readonly string[] };
  const lines: Line[] = [];
  const planted = new Map<string, string | null>();
  const spell = (value: unknown) => (typeof value === "number" ? String(value) : "");
  const add = (kind: string | null, answers: Answers, more: Partial<Line> = {}) => {
    const key = `row${String(lines.length).padStart(5, "0")}`;
    planted.set(key, kind);
    const ratings = answers.ratings as Readonly<Record<string, number>> | null | undefined;
    const day = new Date(Date.parse("2025-03-01") + Math.floor(lines.length / 4) * 86_400_000).toISOString().slice(0, 10);
    lines.push({
      key,
      day,
      customer: "",
      nps: spell(answers.recommend),
      csat: spell(answers.overall),
      comment: typeof answers.comment === "string" ? answers.comment : "",
      ratings: grid.map((one) => spell(ratings?.[one])),
      ...more,
    });
  };
  const plant: Readonly<Record<string, Partial<Line> & { readonly alike?: boolean }>> = {
    straight_lining: { ratings: grid.map(() => "3") },
    contradiction: { nps: "10", csat: "1" },
    gibberish: { comment: "-" },
    duplicate: { customer: "k1", day: "2025-06-01" },
    copied_text: { comment: COPIED, day: "2025-06-02" },
  };
  const kinds = Object.keys(plant);
  for (const [i, answers] of HONEST.entries()) {
    add(null, answers);
    if (i % 40 !== 20 || kinds[(i - 20) / 40] === undefined) continue;
    const kind = kinds[(i - 20) / 40]!;
    for (let n = 0; n < 12; n++) {
      const isFirst = kind === "duplicate" ? n === 0 : kind === "copied_text" && n < 2;
      const said = kind === "gibberish" ? { comment: typed() } : plant[kind]!;
      add(isFirst ? null : kind, HONEST[(i + n) % HONEST.length]!, said);
    }
  }
  const table = [
    ["key", "date", "unit", "customer", "nps", "csat", "comment", ...grid],
    ...lines.map((line) => [
      line.key,
      line.day,
      "S1",
      line.customer,
      line.nps,
      line.csat,
      `"${line.comment.replaceAll('"', "'")}"`,
      ...line.ratings,
    ]),
  ];
  const boundary = "----manyi";
  const content = table.map((cells) => cells.join(",")).join("\n");
  const { body } = await analyst
    .inject({
      method: "POST",
      url: "/api/v1/imports",
      payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="answers.csv"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--${boundary}--\r\n`,
      headers: { "content-type": `multipart/form-data; boundary=${boundary}`, "x-manyi-request": "1" },
    })
    .then((reply) => ({ body: reply.json() as ImportJob }));
  const rating = (attribute: string) => ({ to: "rating" as const, role: "perception" as const, attribute, min: 1, max: 5 });
  const mapping: Mapping = {
    title: "answers",
    source: "survey",
    handling: "all",
    columns: {
      key: { to: "key" },
      date: { to: "date", format: "iso" },
      unit: { to: "unit" },
      customer: { to: "customer" },
      nps: { to: "metric", metric: "nps" },
      csat: { to: "metric", metric: "csat" },
      comment: { to: "comment" },
      ...Object.fromEntries(grid.map((one) => [one, rating(one)])),
    } as Mapping["columns"],
  };
  await analyst.call(api.imports.run, { params: { id: body.id }, body: mapping });
  let job = body;
  do {
    await new Promise((resolve) => setTimeout(resolve, 20));
    job = await analyst.call(api.imports.get, { params: { id: body.id } });
  } while (job.state === "running");
  expect(job).toMatchObject({ state: "done", accepted: lines.length, rejected: 0 });
  await judged(server, job.surveyId!, planted);
});
