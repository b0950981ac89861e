import { instantOf, isoWeekOf, monthIndexOf } from "@manyi/core/calendar";
import { packAnswers } from "@manyi/core/survey";
import { type NewVoice, type Tx, uuidv7 } from "@manyi/store";
import { sql } from "kysely";
import { type Services, systemContext } from "../../platform/services.js";
import { scoreOf } from "../checks/index.js";
import { decide } from "../voices/index.js";
import { diceOf } from "./dice.js";
import { ASKED, CHECKLISTS, GUIDE, NOTES, TALKS } from "./fieldwork-words.js";
import { AGENTS, LEAD, MANAGER_PREFIX } from "./seed-world.js";
import { DEMO_SURVEYS } from "./surveys.js";
import { demoSeries, voicesOfDay } from "./visits.js";
import { DEMO_STORES, DEMO_TENANT, DEMO_ZONE } from "./world.js";

const tenant_id = DEMO_TENANT;
const RUNS = 40;
const STORES = DEMO_STORES.slice(0, 10);

/** What a day needs to be placed: its instant and its numbers. */
function dayOf(localDay: number, minute: number) {
  const at = instantOf(localDay, minute, DEMO_ZONE);
  return { occurredAt: new Date(at), localDay, isoWeek: isoWeekOf(localDay), localMonth: monthIndexOf(localDay) };
}

function voice(key: string, source: string, unitId: number, day: ReturnType<typeof dayOf>, over: Partial<NewVoice>): NewVoice {
  return {
    tenantId: tenant_id,
    id: uuidv7(day.occurredAt.getTime(), diceOf(key).bytes(10)),
    clientKey: `demo:${key}`,
    source,
    channel: "store",
    unitId,
    locale: "zh-CN",
    anonymity: "identified",
    completeness: "complete",
    ...day,
    ...over,
  };
}

/**
 * Notes, checks, interviews and doubtful answers of the weeks before the demo was loaded. Once; safe to repeat after an interruption.
 *
 * @returns how many voices it put in
 */
export async function loadFieldwork(services: Services, anchorDay: number): Promise<number> {
  const known = await services.store.db.selectFrom("interview_guides").select("id").where("tenant_id", "=", tenant_id).executeTakeFirst();
  if (known !== undefined) return 0;
  const notes = demoNotes(anchorDay);
  const runs = demoRuns(anchorDay);
  const talks = demoTalks(anchorDay);
  const faults = demoFaults(anchorDay);
  const voices = [
    ...notes.map(({ voice }) => voice),
    ...runs.map(({ voice }) => voice),
    ...talks.flatMap(({ voice }) => voice ?? []),
    ...faults,
  ];
  await services.ingest.submitMany(voices);
  await services.store.tx(async (tx) => {
    await insertNotes(tx, notes);
    await insertChecks(tx, runs, anchorDay);
    await insertInterviews(tx, talks, anchorDay);
  });
  await review(services, faults);
  return voices.length;
}

function demoNotes(anchorDay: number) {
  return Array.from({ length: 30 }, (_, n) => {
    const dice = diceOf(`note ${n}`);
    const store = STORES[(n * 3) % STORES.length]!;
    const words = NOTES[n % NOTES.length]!;
    const day = dayOf(anchorDay - 1 - Math.floor((n * 21) / 30), 660 + dice.below(600));
    const writer = n % 4 === 3 ? AGENTS[n % AGENTS.length]! : `${MANAGER_PREFIX}${store.id}`;
    const { mood, text, locale = "zh-CN", asked = false } = words;
    const detail = { mood, asked, ...(asked ? { question: ASKED[locale] } : {}) };
    return { writer, mood, asked, voice: voice(`note ${n}`, "note", store.id, day, { comment: text, locale, detail }) };
  });
}

async function insertNotes(tx: Tx, notes: ReturnType<typeof demoNotes>): Promise<void> {
  await tx
    .insertInto("notes")
    .values(
      notes.map(({ writer, mood, asked, voice }) => ({
        tenant_id,
        voice_id: voice.id,
        user_id: writer,
        unit_id: voice.unitId!,
        mood,
        asked,
        local_day: voice.localDay,
        iso_week: voice.isoWeek,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function demoRuns(anchorDay: number) {
  return Array.from({ length: RUNS }, (_, n) => {
    const dice = diceOf(`check ${n}`);
    const list = n % 2;
    const { definition } = CHECKLISTS[list]!;
    const store = STORES[n % STORES.length]!;
    const day = dayOf(anchorDay - 3 - Math.floor((n * 150) / RUNS), 700 + dice.below(500));
    // some stores are better than others
    const level = 0.62 + 0.035 * (n % STORES.length);
    const results = definition.sections.flatMap((section) =>
      section.items.map(({ key, scale, critical, notApplicable }) => {
        if (notApplicable && dice.chance(0.12)) return { item: key, value: null };
        const isMet = dice.chance(critical ? 0.93 : level);
        if (scale === "five") return { item: key, value: isMet ? 4 + dice.below(2) : 2 + dice.below(2) };
        const value = isMet ? 1 : scale === "half" && dice.chance(0.6) ? 0.5 : 0;
        return value === 0 ? { item: key, value, note: "现场所见与要求不符，已当面说明。" } : { item: key, value };
      }),
    );
    const score = scoreOf(definition, results);
    const kind = list === 0 ? ("mystery" as const) : ("spot" as const);
    const detail = { kind, list: list + 1, version: 1, score: score?.value ?? null, critical: score?.hasFailedCritical ?? false };
    return {
      n,
      list: list + 1,
      kind,
      results,
      score,
      auditor: AGENTS[n % AGENTS.length]!,
      voice: voice(`check ${n}`, "audit", store.id, day, { detail }),
    };
  });
}

async function insertChecks(tx: Tx, runs: ReturnType<typeof demoRuns>, anchorDay: number): Promise<void> {
  const published_at = new Date(instantOf(anchorDay - 200, 600, DEMO_ZONE));
  const lists = CHECKLISTS.map(({ title, definition }, index) => ({
    id: index + 1,
    title: JSON.stringify(title),
    definition: JSON.stringify(definition),
  }));
  await tx
    .insertInto("checklists")
    .values(
      lists.map(({ id, title, definition }) => ({
        tenant_id,
        id,
        title,
        draft: definition,
        current_version: 1,
        created_by: LEAD,
        created_at: published_at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .insertInto("checklist_versions")
    .values(lists.map(({ id, ...list }) => ({ tenant_id, checklist_id: id, number: 1, ...list, published_by: LEAD, published_at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .insertInto("check_runs")
    .values(
      runs.map(({ n, list, kind, results, score, auditor, voice }) => ({
        tenant_id,
        id: voice.id,
        client_key: voice.clientKey,
        checklist_id: list,
        version: 1,
        kind,
        unit_id: voice.unitId!,
        auditor_id: auditor,
        results: JSON.stringify(results),
        remark: null,
        score: score?.value ?? null,
        uncapped: score?.uncapped ?? null,
        items_n: score?.n ?? 0,
        failed_critical: score?.hasFailedCritical ?? false,
        voice_id: voice.id,
        done_at: voice.occurredAt!,
        local_day: voice.localDay,
        local_month: voice.localMonth,
        appeal_state: n === 1 ? ("open" as const) : ("none" as const),
        appeal:
          n === 1
            ? JSON.stringify({
                reason: "检查当天停电，冷柜标签是当晚补贴的。",
                by: `${MANAGER_PREFIX}${voice.unitId}`,
                at: new Date(voice.occurredAt!.getTime() + 86_400_000).toISOString(),
              })
            : null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await count(tx, "checklists", lists.length);
}

function demoTalks(anchorDay: number) {
  const held = TALKS.map(({ who, said }, n) => {
    const day = dayOf(anchorDay - 4 - 5 * n, 840 + 20 * n);
    const store = STORES[n % STORES.length]!;
    const quotes = said.map(({ question, text }, i) => ({ id: `quote-${i + 1}`, question, text }));
    const comment = quotes.map(({ text }) => text).join("\n");
    return {
      n,
      who,
      said,
      quotes,
      day,
      unitId: store.id,
      voice: voice(`talk ${n}`, "interview", store.id, day, { comment, anonymity: "confidential" }),
    };
  });
  const next = {
    n: TALKS.length,
    who: "孙女士，会员",
    said: [],
    quotes: [],
    day: dayOf(anchorDay + 2, 900),
    unitId: STORES[5]!.id,
    voice: null,
  };
  return [...held, next];
}

async function insertInterviews(tx: Tx, talks: ReturnType<typeof demoTalks>, anchorDay: number): Promise<void> {
  const created_at = new Date(instantOf(anchorDay - 40, 600, DEMO_ZONE));
  const questions = JSON.stringify(GUIDE.questions);
  await tx
    .insertInto("interview_guides")
    .values({
      tenant_id,
      id: 1,
      title: JSON.stringify(GUIDE.title),
      purpose: JSON.stringify(GUIDE.purpose),
      questions,
      created_by: LEAD,
      created_at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await count(tx, "interview_guides", 1);
  for (const { n, who, said, quotes, day, unitId, voice } of talks) {
    const id = uuidv7(created_at.getTime(), diceOf(`interview ${n}`).bytes(10));
    await tx
      .insertInto("interviews")
      .values({
        tenant_id,
        id,
        guide_id: 1,
        questions,
        unit_id: unitId,
        customer_id: null,
        who,
        purpose: "弄清等位时在意什么",
        planned_at: day.occurredAt,
        interviewer_id: LEAD,
        locale: "zh-CN",
        state: voice === null ? "planned" : "finished",
        consent: voice === null ? null : n % 2 === 0 ? "given" : "refused",
        consent_at: voice === null ? null : day.occurredAt,
        recording: voice !== null && n % 2 === 0 ? `加密盘 ${n + 1} 号` : null,
        notes: JSON.stringify(Object.fromEntries(quotes.map(({ question, text }) => [question, text]))),
        quotes: JSON.stringify(quotes),
        minutes: voice === null ? null : 35 + 5 * n,
        cost: voice === null ? null : 100,
        finished_at: voice === null ? null : day.occurredAt,
        voice_id: voice?.id ?? null,
        created_at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const codes = said.flatMap(({ codes }, i) =>
      [LEAD, AGENTS[0]!].map((coder_id, coder) => ({
        tenant_id,
        interview_id: id,
        quote_id: `quote-${i + 1}`,
        coder_id,
        code: codes[coder]!,
        at: day.occurredAt,
      })),
    );
    if (codes.length > 0)
      await tx
        .insertInto("interview_codes")
        .values(codes)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
}

const COPIED = "这家店各方面都非常好，推荐大家都来试一试。";
const TYPED = "sdfkjh asdfgh";

/** Doubtful answers of the last three weeks: one visit of a day each, filled in the way machines and bored people do. */
function demoFaults(anchorDay: number): NewVoice[] {
  const { id: surveyId, definition } = DEMO_SURVEYS.dining;
  const kinds = ["copied_text", "contradiction", "gibberish", "duplicate", "straight_lining", "unproven"] as const;
  return Array.from({ length: 24 }, (_, n) => {
    const localDay = anchorDay - 1 - Math.floor((n * 21) / 24);
    const like = voicesOfDay({ day: localDay, anchorDay, until: Number.POSITIVE_INFINITY }).find((one) => one.surveyId === surveyId)!;
    const kind = kinds[n % kinds.length]!;
    const straight = Object.fromEntries(
      ["waiting", "staff", "cleanliness", "price", "checkout", "parking", "decor"].map((key) => [key, 4]),
    );
    const answers = {
      ...like.answers,
      ...(kind === "copied_text" ? { comment: COPIED } : {}),
      ...(kind === "gibberish" ? { comment: TYPED } : {}),
      ...(kind === "contradiction" ? { recommend: 10, overall: 1 } : {}),
      ...(kind === "straight_lining" ? { ratings: straight } : {}),
    };
    const over: Partial<NewVoice> = {
      channel: "qr",
      surveyId,
      version: 1,
      touchpointId: 1,
      quality: "flagged",
      flags: [kind],
      durationS: 40 + n,
    };
    return voice(`fault ${n}`, "survey", like.unitId ?? STORES[0]!.id, dayOf(localDay, 720 + 17 * n), {
      ...over,
      answers,
      ...packAnswers(definition, demoSeries(DEMO_SURVEYS.dining), answers),
    });
  });
}

/** The lead has looked at some of them. */
async function review(services: Services, faults: readonly NewVoice[]): Promise<void> {
  const system = await systemContext(services, DEMO_TENANT, "demo");
  const ctx = { ...system, actor: { kind: "user" as const, id: LEAD, name: "客户体验经理" } };
  const together = services.ids.uuid();
  await services.store.tx(async (tx) => {
    for (const [n, { id }] of faults.slice(0, 9).entries()) {
      const reason = n < 6 ? "同一网吧批量填写，核对过小票，没有消费。" : "核对过小票，是真实客户。";
      await decide(tx, ctx, id, { kind: n < 6 ? "excluded" : "kept", reason, batchId: n < 6 ? together : null });
    }
  });
}

async function count(tx: Tx, kind: string, last: number): Promise<void> {
  await sql`insert into counters (tenant_id, kind, last) values (${tenant_id}, ${kind}, ${last})
    on conflict (tenant_id, kind) do update set last = greatest(counters.last, excluded.last)`.execute(tx);
}
