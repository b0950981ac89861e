import { createHash } from "node:crypto";
import { seedRng, uniformStream } from "@manyi/core/numeric";
import { hasLeadingZeros, PROOF_BITS, PROOF_TAIL } from "@manyi/core/quality";
import type { Answers, SurveyDefinition } from "@manyi/core/survey";
import { beforeAll, describe, expect, test } from "vitest";
import { DEMO_SURVEYS } from "../demo/surveys.js";
import { voicesOfDay } from "../demo/visits.js";
import { type Desk, openDesk, SINGLE, visitOf, words } from "../respond/testing/desk.js";
import { flagRepeats } from "./index.js";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});

/** The number a page's script finds. */
function worked(visit: string): string {
  for (let n = 0; ; n++) {
    const found = n.toString(36);
    const hash = createHash("sha256")
      .update(visit.slice(-PROOF_TAIL) + found)
      .digest();
    if (hasLeadingZeros(hash, PROOF_BITS)) return found;
  }
}

type Visit = {
  readonly answers: Answers;
  readonly seconds?: number;
  readonly isProven?: boolean;
  readonly device?: string;
  readonly trap?: string;
};

/** What a browser sends for these answers, so many seconds after it opened the page. */
async function answer(link: { slug: string }, definition: SurveyDefinition, visit: Visit): Promise<number> {
  const d = visitOf((await desk.get(`/s/${link.slug}`)).body);
  desk.server.clock.advance((visit.seconds ?? 60) * 1000);
  return send(link, definition, d, visit);
}

async function send(link: { slug: string }, definition: SurveyDefinition, d: string, visit: Visit): Promise<number> {
  for (const [screen, page] of definition.pages.entries()) {
    const fields: [string, string][] = [
      ["d", d],
      ["s", String(screen)],
    ];
    for (const { key } of page.questions) {
      fields.push(["shown", key]);
      const value = visit.answers[key];
      if (value === undefined || value === null) continue;
      if (typeof value !== "object") fields.push([`a.${key}`, String(value)]);
      else for (const [part, one] of Object.entries(value)) if (one !== null) fields.push([`a.${key}.${part}`, String(one)]);
    }
    if (visit.isProven !== false) fields.push(["w", worked(d)]);
    if (visit.device !== undefined) fields.push(["m", visit.device]);
    if (visit.trap !== undefined) fields.push(["website", visit.trap]);
    const reply = await desk.post(`/s/${link.slug}`, fields);
    if (reply.statusCode !== 303) return reply.statusCode;
  }
  return 303;
}

/** All answers of a survey in the order they came, after the follower has looked at them. */
async function looked(surveyId: number) {
  const { store, clock } = desk.server;
  const rows = await store.db.selectFrom("voices").selectAll().where("survey_id", "=", surveyId).orderBy("xid").orderBy("id").execute();
  await store.tx((tx) => flagRepeats(tx, rows as never, clock.now()));
  return store.db
    .selectFrom("voices")
    .select(["id", "quality", "flags", "comment", "detail"])
    .where("survey_id", "=", surveyId)
    .orderBy("xid")
    .orderBy("id")
    .execute();
}

const DINING = DEMO_SURVEYS.dining.definition;
/** Honest answers to the demo's main survey, as its dice throw them. */
const HONEST: readonly Answers[] = Array.from({ length: 12 }, (_, day) =>
  voicesOfDay({ day: 20_000 + day, anchorDay: 20_400, until: Number.POSITIVE_INFINITY }),
)
  .flat()
  .filter(({ surveyId }) => surveyId === DEMO_SURVEYS.dining.id)
  .map(({ answers }) => answers as Answers)
  .slice(0, 300);

describe("planted faults", () => {
  test("nine in ten planted faults are found, and at most two in a hundred honest answers are flagged", async () => {
    const link = await desk.open(DINING);
    const chance = uniformStream(seedRng("planted"));
    const honest = (i: number) => HONEST[i % HONEST.length]!;
    const typed = () => Array.from({ length: 14 }, () => "bcdfghjklmnpqrstvwxz"[Math.floor(chance() * 20)]).join("");
    const straight = { waiting: 4, staff: 4, cleanliness: 4, price: 4, checkout: 4, parking: 4, decor: 4 };
    const plant: readonly ((i: number) => Visit)[] = [
      (i) => ({ answers: honest(i), seconds: 3 }),
      (i) => ({ answers: { ...honest(i), ratings: straight } }),
      (i) => ({ answers: honest(i), trap: "http://example.test" }),
      (i) => ({ answers: { ...honest(i), recommend: 10, overall: 1 } }),
      (i) => ({ answers: { ...honest(i), comment: typed() } }),
      (i) => ({ answers: honest(i), device: "0.1234567890123" }),
      (i) => ({ answers: { ...honest(i), comment: "这家店各方面都非常好，推荐大家都来试一试，绝对不会后悔" } }),
    ];
    const kinds = ["speeding", "straight_lining", "bot_trap", "contradiction", "gibberish", "duplicate", "copied_text"];
    const planted: (string | null)[] = [];
    for (const [i, answers] of HONEST.entries()) {
      // about three answers a day, as a store of the demo gets them
      desk.server.clock.advance(7 * 3_600_000);
      const seconds = 30 + Math.floor(chance() * 120);
      expect(await answer(link, DINING, { answers, seconds, device: String(chance()) })).toBe(200);
      planted.push(null);
      if (i % 40 !== 20) continue;
      // an hour of one fault, among it nothing else
      const kind = (i - 20) / 40;
      for (let n = 0; n < 15; n++) {
        expect(await answer(link, DINING, { seconds: 60, device: String(chance()), ...plant[kind]!(i + n) })).toBe(200);
        planted.push(kinds[kind]!);
      }
      await looked(link.surveyId);
    }
    const rows = await looked(link.surveyId);
    expect(rows).toHaveLength(planted.length);
    const found = rows.filter((row, i) => planted[i] !== null && row.flags.includes(planted[i]!));
    const faults = planted.filter((kind) => kind !== null);
    const wrong = rows.filter((row, i) => planted[i] === null && row.flags.length > 0);
    expect(found.length / faults.length, `${found.length} of ${faults.length}`).toBeGreaterThanOrEqual(0.9);
    expect(
      wrong.length / HONEST.length,
      JSON.stringify(wrong.slice(0, 5).map(({ flags, comment }) => [flags, comment])),
    ).toBeLessThanOrEqual(0.02);
    process.stdout.write(
      `planted faults found: ${found.length} of ${faults.length}; honest answers flagged: ${wrong.length} of ${HONEST.length}\n`,
    );
  });
});

describe("without puzzles", () => {
  test("a hundred people a minute behind one address pass, each with a device of their own", async () => {
    const link = await desk.open(SINGLE);
    const visits: string[] = [];
    for (let i = 0; i < 100; i++) visits.push(visitOf((await desk.get(`/s/${link.slug}`)).body));
    desk.server.clock.advance(20_000);
    for (const [i, d] of visits.entries()) {
      desk.server.clock.advance(600);
      expect(await send(link, SINGLE, d, { answers: { recommend: 9 }, device: `0.${1_000_000 + i}` })).toBe(200);
    }
    expect((await looked(link.surveyId)).filter(({ quality }) => quality !== "valid")).toEqual([]);
  });

  test("visitors without scripts pass: some as they are, more of them are taken and looked at", async () => {
    const link = await desk.open(SINGLE);
    const few = await desk.open(SINGLE);
    for (let i = 0; i < 15; i++) expect(await answer(few, SINGLE, { answers: { recommend: 8 }, isProven: false })).toBe(200);
    expect((await looked(few.surveyId)).every(({ quality }) => quality === "valid")).toBe(true);
    for (let i = 0; i < 60; i++) expect(await answer(link, SINGLE, { answers: { recommend: 8 }, seconds: 20, isProven: false })).toBe(200);
    const rows = await looked(link.surveyId);
    expect(rows).toHaveLength(60);
    expect(rows.filter(({ flags }) => flags.includes("unproven")).length).toBeGreaterThan(30);
  });

  test("a script that fills in a thousand times from changing addresses is flagged at least 95 times in 100", async () => {
    const link = await desk.open(SINGLE);
    const chance = uniformStream(seedRng("filler"));
    const addressOf = (i: number) => ({ "x-forwarded-for": `203.0.${Math.floor(i / 250)}.${i % 250}` });
    for (let batch = 0; batch < 20; batch++) {
      const visits: string[] = [];
      for (let n = 0; n < 50; n++) visits.push(visitOf((await desk.get(`/s/${link.slug}`, addressOf(50 * batch + n))).body));
      // patient enough never to be too fast
      desk.server.clock.advance(30_000);
      for (const [n, d] of visits.entries()) {
        const fields = { d, s: "0", shown: "recommend", "a.recommend": String(Math.floor(chance() * 11)), m: String(chance()) };
        const reply = await desk.server.nobody.inject({
          method: "POST",
          url: `/s/${link.slug}`,
          headers: { "content-type": "application/x-www-form-urlencoded", ...addressOf(50 * batch + n) },
          payload: new URLSearchParams(fields).toString(),
        });
        expect([200, 429]).toContain(reply.statusCode);
      }
    }
    const rows = await looked(link.surveyId);
    const passed = rows.filter(({ quality }) => quality === "valid").length;
    process.stdout.write(`filler: ${passed} of 1000 passed unseen\n`);
    expect(rows.filter(({ flags }) => flags.includes("speeding"))).toEqual([]);
    expect(passed / 1000).toBeLessThanOrEqual(0.05);
  });

  test("a proof belongs to its visit, its visit to us, and both to two days", async () => {
    const { isProven } = await import("../respond/proof.js");
    const { newVisit, visitStart } = await import("../respond/visit.js");
    const { services, clock } = desk.server;
    const proven = (visit: string, proof: string) => isProven(services, visit, visitStart(visit, services.now()), proof);
    const visit = newVisit(services);
    const proof = worked(visit);
    expect(proven(visit, proof)).toBe(true);
    expect(proven(newVisit(services), proof)).toBe(false);
    expect(proven(visit, "")).toBe(false);
    const own = `${visit.slice(0, -16)}${"A".repeat(16)}`;
    expect(proven(own, worked(own))).toBe(false);
    clock.advance(49 * 3_600_000);
    expect(proven(visit, proof)).toBe(false);
  });

  test("anonymous answers carry no mark of a device, whatever is posted; the same contact twice is a repeat", async () => {
    const anonymous = await desk.open({ ...SINGLE, anonymity: "anonymous" });
    await answer(anonymous, SINGLE, { answers: { recommend: 9 }, device: "0.5555555" });
    expect((await looked(anonymous.surveyId))[0]!.detail).toBeNull();
    const contact: SurveyDefinition = {
      ...SINGLE,
      pages: [
        {
          key: "p",
          questions: [
            SINGLE.pages[0]!.questions[0]!,
            {
              key: "who",
              type: "contact",
              text: words(
                "如果您希望我们与您联系，可留下手机号（选填，仅用于本次回访，处理完即删除）。",
                "If you would like us to contact you, you may leave a phone number (optional, used only for this follow-up and deleted afterwards).",
              ),
              fields: ["phone"],
              reason: words("只用来答复您", "Only to answer you"),
            },
          ],
        },
      ],
    };
    const link = await desk.open(contact);
    for (const phone of ["13800000001", "138 0000 0001", "13800000002"])
      expect(await answer(link, contact, { answers: { recommend: 9, who: { phone } } })).toBe(200);
    expect((await looked(link.surveyId)).map(({ flags }) => flags)).toEqual([[], ["duplicate"], []]);
  });
});
