import { createHash } from "node:crypto";
import { outlineOf, type Question } from "@manyi/core/survey";
import type { Services } from "../../platform/services.js";
import { demoCustomerId } from "./customers.js";
import { type Dice, diceOf } from "./dice.js";
import { LEAD } from "./seed-world.js";
import { DEMO_SURVEYS } from "./surveys.js";
import { DEMO_TENANT } from "./world.js";

const DAY_MS = 86_400_000;
const TRIAL_ID = "00000000-0000-4000-8000-000000001801";
/** Who tried the next version of the study, and what one or the other stumbled over. */
const PEOPLE = 6;
const REMARKS: Readonly<Record<number, { readonly question: string; readonly text: string }>> = {
  1: { question: "signature_dish", text: "「招牌菜」指哪一道？每家店不一样。" },
  3: { question: "checkout", text: "这一题和上一题像是在问同一件事。" },
  4: { question: "parking", text: "没有开车来的人不知道怎么答停车。" },
};
/** How invitations to the study ended, of so many each. */
const ENDED = [
  { state: "completed", reason: null, people: 118 },
  { state: "completed", reason: "PARTIAL", people: 9 },
  { state: "completed", reason: "BREAK_OFF", people: 5 },
  { state: "opted_out", reason: "WITHDRAWN", people: 7 },
  { state: "sent", reason: "LEFT", people: 14 },
  { state: "sent", reason: "BOUNCED", people: 11 },
  { state: "sent", reason: "INELIGIBLE", people: 6 },
  { state: "sent", reason: "UNKNOWN", people: 8 },
  { state: "sent", reason: null, people: 162 },
] as const;

const idOf = (text: string) => {
  const hex = createHash("sha256").update(`demo ${text}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** A pretest of the study's next version and how its invitations by name ended. Safe to repeat. */
export async function loadTrials(services: Services, anchorDay: number): Promise<void> {
  await loadPretest(services, new Date((anchorDay - 2) * DAY_MS + 2 * 3_600_000));
  await loadInvitations(services, new Date((anchorDay - 12) * DAY_MS + 2 * 3_600_000));
}

async function loadPretest({ store, now }: Services, at: Date): Promise<void> {
  const { id, definition } = DEMO_SURVEYS.study;
  const { db } = store;
  await db
    .insertInto("pretests")
    .values({
      tenant_id: DEMO_TENANT,
      id: TRIAL_ID,
      slug: "demo-pretest",
      survey_id: id,
      definition: JSON.stringify(definition),
      draft_revision: 1,
      created_by: LEAD,
      // after the version that is in the field, so that these people count for the next one
      created_at: now(),
      closed_at: now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const dice = diceOf("pretest");
  const questions = outlineOf(definition).questions.filter(({ type }) => type !== "statement");
  const answers = Array.from({ length: PEOPLE }, (_, person) => {
    const mood = dice.normal();
    const remark = REMARKS[person];
    return {
      tenant_id: DEMO_TENANT,
      id: idOf(`pretest ${person}`),
      pretest_id: TRIAL_ID,
      visit_key: `demo pretest ${person}`,
      locale: "zh-CN",
      answers: JSON.stringify(Object.fromEntries(questions.flatMap((question) => said(question, mood, dice)))),
      seconds: JSON.stringify(Object.fromEntries(questions.map(({ key }, i) => [key, 4 + dice.below(i === 4 ? 22 : 9)]))),
      remarks: JSON.stringify(remark === undefined ? {} : { [remark.question]: remark.text }),
      shown_at: at,
      finished_at: new Date(at.getTime() + person * 3_600_000),
    };
  });
  await db
    .insertInto("pretest_answers")
    .values(answers)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What somebody of this mood says; questions of choice and words stay open. */
function said(question: Question, mood: number, dice: Dice): [string, number | Record<string, number>][] {
  const level = (min: number, max: number) => {
    const middle = (min + max) / 2 + (max - min) * (0.15 + 0.18 * mood + 0.12 * dice.normal());
    return Math.min(max, Math.max(min, Math.round(middle)));
  };
  switch (question.type) {
    case "nps":
      return [[question.key, level(0, 10)]];
    case "csat":
      return [[question.key, level(1, 5)]];
    case "ces":
      return [[question.key, level(1, 7)]];
    case "rating":
      return [[question.key, level(question.scale.min, question.scale.max)]];
    case "pair":
      return [[question.key, { e: question.scale.max - dice.below(2), p: level(question.scale.min, question.scale.max) }]];
    case "matrix":
      return [[question.key, Object.fromEntries(question.rows.map(({ key }) => [key, level(question.scale.min, question.scale.max)]))]];
    default:
      return [];
  }
}

async function loadInvitations({ store }: Services, at: Date): Promise<void> {
  const { db } = store;
  const link = await db
    .selectFrom("survey_links")
    .select("id")
    .where("tenant_id", "=", DEMO_TENANT)
    .where("survey_id", "=", DEMO_SURVEYS.study.id)
    .executeTakeFirst();
  if (link === undefined) return;
  const endings = ENDED.flatMap(({ people, ...ended }) => Array.from({ length: people }, () => ended));
  await db
    .insertInto("invitations")
    .values(
      endings.map((ended, i) => ({
        ...ended,
        tenant_id: DEMO_TENANT,
        id: idOf(`invitation ${i}`),
        survey_id: DEMO_SURVEYS.study.id,
        link_id: link.id,
        customer_id: demoCustomerId(40 * i + 7),
        // nobody holds these: the address cannot be opened
        token_hash: createHash("sha256").update(`demo invitation ${i}`).digest(),
        expires_at: new Date(at.getTime() + (i % 3 === 0 ? 90 : 10) * DAY_MS),
        created_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
