import type { api } from "@manyi/contracts";
import { leastComments, shippedModel } from "@manyi/core/text";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { readTopics, versionOf } from "../reading/index.js";
import { sentimentAgreement } from "./agreement.js";
import { readSwitch } from "./automation.js";
import { sampleCounts } from "./sample.js";
import { countRated } from "./trainings.js";

type Reply = z.input<typeof api.readingQuality.get.reply>;

/** Drawn comments that people must have labelled before the machine may act. */
const NEEDED = 200;

/** How well the machine reads this organisation's comments. */
export async function readQuality(ctx: Context): Promise<Reply> {
  const { db, tenantId } = ctx;
  const [coverage, sample, sentiment, topics, isOn, models, zh, en, trainings] = await Promise.all([
    readCoverage(ctx),
    sampleCounts(ctx),
    sentimentAgreement(db, tenantId),
    readTopicAgreement(ctx),
    readSwitch(db, tenantId),
    readModels(ctx),
    countRated(db, tenantId, "zh"),
    countRated(db, tenantId, "en"),
    readTrainings(ctx),
  ]);
  return {
    coverage,
    sample: { ...sample, needed: NEEDED },
    sentiment: { table: sentiment.table.map((row) => [...row]), kappa: sentiment.kappa, agreement: sentiment.agreement },
    topics,
    automation: { ...isOn, isOn: isOn.isOn && sentiment.isAllowed, isAllowed: sentiment.isAllowed },
    models,
    rated: { zh, en, least: leastComments },
    trainings,
  };
}

async function readCoverage({ db, tenantId }: Context): Promise<Reply["coverage"]> {
  const version = (await versionOf(db, tenantId)) ?? 0;
  const found = await sql<Reply["coverage"]>`
    select count(*)::int as comments, (count(*) filter (where coalesce(language, 'other') not in ('zh', 'en')))::int as unread,
      count(sentiment)::int as sure, (count(*) filter (where topics <> '[]'::jsonb))::int as "withTopic",
      (count(*) filter (where taxonomy_version = ${version}))::int as current
    from voice_readings where tenant_id = ${tenantId}`.execute(db);
  return found.rows[0]!;
}

/** Per topic: how many drawn comments people and machine gave it, and both; topics nobody gave are left out. */
async function readTopicAgreement(ctx: Context): Promise<Reply["topics"]> {
  const [topics, rows] = await Promise.all([
    readTopics(ctx.db, ctx.tenantId),
    ctx.db
      .selectFrom("label_samples")
      .select(["machine_topics", "person_topics"])
      .where("tenant_id", "=", ctx.tenantId)
      .where("labelled_at", "is not", null)
      .execute(),
  ]);
  return topics.flatMap(({ id, name, retired_at }) => {
    if (retired_at !== null) return [];
    const machine = rows.filter(({ machine_topics }) => machine_topics.includes(id)).length;
    const people = rows.filter(({ person_topics }) => person_topics.includes(id)).length;
    const both = rows.filter(({ machine_topics, person_topics }) => machine_topics.includes(id) && person_topics.includes(id)).length;
    if (machine + people === 0) return [];
    return [
      { id, name, people, machine, both, precision: machine === 0 ? null : both / machine, recall: people === 0 ? null : both / people },
    ];
  });
}

async function readModels(ctx: Context): Promise<Reply["models"]> {
  const rows = await ctx.db
    .selectFrom("reading_models as m")
    .leftJoin("auth_users as u", "u.id", "m.made_by")
    .select(["m.language", "m.version", "m.figures", "m.made_at", "m.used_from", "m.used_until", "u.name as maker"])
    .where("m.tenant_id", "=", ctx.tenantId)
    .orderBy("m.made_at", "desc")
    .limit(50)
    .execute();
  const isUsed = (row: (typeof rows)[number]) => row.used_from !== null && row.used_until === null;
  const own = rows.map((row) => ({
    language: row.language,
    version: row.version,
    isShipped: false,
    isUsed: isUsed(row),
    madeBy: row.maker,
    madeAt: row.made_at.toISOString(),
    before: numberOf(row.figures.before),
    after: numberOf(row.figures.after),
    heldBack: numberOf(row.figures.heldBack),
  }));
  const shipped = (["zh", "en"] as const).map((language) => ({
    language,
    version: shippedModel(language).version,
    isShipped: true,
    isUsed: !own.some((one) => one.language === language && one.isUsed),
    madeBy: null,
    madeAt: null,
    before: null,
    after: null,
    heldBack: null,
  }));
  return [...shipped, ...own];
}

const numberOf = (value: unknown) => (typeof value === "number" ? value : null);

async function readTrainings(ctx: Context): Promise<Reply["trainings"]> {
  const rows = await ctx.db
    .selectFrom("text_trainings")
    .selectAll()
    .where("tenant_id", "=", ctx.tenantId)
    .orderBy("asked_at", "desc")
    .limit(10)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    language: row.language,
    state: row.state,
    reason: row.reason as "TOO_FEW" | "ONE_SIDED" | "NOT_BETTER" | null,
    comments: row.comments,
    figures: row.figures as Reply["trainings"][number]["figures"],
    version: row.version,
    askedAt: row.asked_at.toISOString(),
    finishedAt: row.finished_at === null ? null : row.finished_at.toISOString(),
  }));
}
