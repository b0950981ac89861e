import type { api, LoyaltyModel, LoyaltySource } from "@manyi/contracts";
import { FALLING_INDICATORS, LOYALTY_INDICATORS, LOYALTY_WEIGHTS, type LoyaltyIndicator, TIER_THRESHOLDS } from "@manyi/core/customers";
import type { LocalText, Series, SurveyDefinition } from "@manyi/core/survey";
import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError, type Fault } from "../../platform/errors.js";
import { attributeNames } from "../figures/index.js";
import { dataVersion } from "./answers.js";
import { look } from "./buyers.js";
import { remember } from "./remember.js";
import { requireWhole } from "./units.js";

/** What holds until somebody decides otherwise: no question is chosen, so three of the five signs are not known. */
export const DEFAULT_MODEL: LoyaltyModel = {
  days: 365,
  satisfaction: "csat",
  satisfiedFrom: 4,
  behaviour: "index",
  loyalFrom: TIER_THRESHOLDS.silverFrom,
  silverFrom: TIER_THRESHOLDS.silverFrom,
  goldFrom: TIER_THRESHOLDS.goldFrom,
  indicators: {
    repeatPurchases: { weight: LOYALTY_WEIGHTS.repeatPurchases, disloyal: 0, loyal: 6, source: { from: "purchases" } },
    choosingTime: { weight: LOYALTY_WEIGHTS.choosingTime, disloyal: 5, loyal: 1, source: null },
    priceSensitivity: { weight: LOYALTY_WEIGHTS.priceSensitivity, disloyal: 5, loyal: 1, source: null },
    competitorAttraction: { weight: LOYALTY_WEIGHTS.competitorAttraction, disloyal: 5, loyal: 1, source: null },
    incidentTolerance: { weight: LOYALTY_WEIGHTS.incidentTolerance, disloyal: 0, loyal: 1, source: { from: "cases", days: 90 } },
  },
};
/** Versions that are shown with who made them. */
const SHOWN = 20;

export async function modelInForce({ db, tenantId }: Context): Promise<{ readonly version: number; readonly model: LoyaltyModel }> {
  const row = await db
    .selectFrom("loyalty_models")
    .select(["version", "definition"])
    .where("tenant_id", "=", tenantId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? { version: 0, model: DEFAULT_MODEL } : { version: row.version, model: row.definition as LoyaltyModel };
}

/** @throws {AppError} NOT_ALLOWED for whoever sees a part only; CONFLICT when somebody saved meanwhile; INVALID_INPUT */
export async function saveModel(ctx: Context, after: number, model: LoyaltyModel): Promise<{ version: number }> {
  requireWhole(ctx);
  requireSound(model, await readChoices(ctx));
  const version = await ctx.tx(async (tx) => {
    await sql`select pg_advisory_xact_lock(4713, ${ctx.tenantId})`.execute(tx);
    const { version: last } = await modelInForce({ ...ctx, db: tx });
    if (last !== after) throw new AppError("CONFLICT");
    await tx
      .insertInto("loyalty_models")
      .values({
        tenant_id: ctx.tenantId,
        version: last + 1,
        definition: JSON.stringify(model),
        changed_by: ctx.actor.kind === "user" ? ctx.actor.id : null,
        changed_at: ctx.now(),
      })
      .execute();
    await ctx.audit(tx, { action: "loyalty.saveModel", object: `loyalty model v${last + 1}` });
    return last + 1;
  });
  return { version };
}

function requireSound(model: LoyaltyModel, choices: readonly Choice[]): void {
  const faults: Fault[] = [];
  const fault = (path: string, zh: string, en: string) => faults.push({ path: `body.model.${path}`, "zh-CN": zh, en });
  for (const name of LOYALTY_INDICATORS) {
    const { disloyal, loyal, source, weight } = model.indicators[name];
    const isFalling = FALLING_INDICATORS.includes(name);
    if (isFalling ? !(disloyal > loyal) : !(loyal > disloyal))
      fault(
        `indicators.${name}.loyal`,
        isFalling ? "这一项越小越忠诚：不忠诚的切分点要更大" : "这一项越大越忠诚：忠诚的切分点要更大",
        isFalling
          ? "Less means more loyal here: the disloyal cut-point must be the larger"
          : "More means more loyal here: the loyal cut-point must be the larger",
      );
    if (weight < 0) fault(`indicators.${name}.weight`, "权重不能是负数", "A weight is not negative");
    if (!fits(name, source, choices)) fault(`indicators.${name}.source`, "这一项不能用这个来源", "This indicator cannot come from there");
  }
  if (LOYALTY_INDICATORS.every((name) => model.indicators[name].weight === 0))
    fault("indicators", "权重不能都是 0", "The weights cannot all be 0");
  if (model.goldFrom <= model.silverFrom) fault("goldFrom", "金级要高于银级", "Gold begins above silver");
  if (model.satisfaction === "csat" && (model.satisfiedFrom < 1 || model.satisfiedFrom > 5))
    fault("satisfiedFrom", "满意度是 1–5 分", "Satisfaction is from 1 to 5");
  if (faults.length > 0) throw new AppError("INVALID_INPUT", faults);
}

function fits(name: LoyaltyIndicator, source: LoyaltySource | null, choices: readonly Choice[]): boolean {
  if (source === null) return name !== "repeatPurchases";
  if (name === "repeatPurchases") return source.from === "purchases";
  if (source.from === "purchases") return false;
  if (source.from === "cases") return name === "incidentTolerance";
  return choices.some((choice) => JSON.stringify(choice.source) === JSON.stringify(source));
}

export type Choice = {
  readonly source: LoyaltySource;
  readonly label: LocalText;
  readonly survey: LocalText | null;
  readonly min: number;
  readonly max: number;
};

/** What customers were asked on a scale: questions of surveys that know who answered, and attributes over all of them. */
export async function readChoices(ctx: Context): Promise<readonly Choice[]> {
  const { db, tenantId } = ctx;
  const [versions, nameOf] = await Promise.all([
    db
      .selectFrom("survey_versions as v")
      .innerJoin("surveys as s", (join) => join.onRef("s.tenant_id", "=", "v.tenant_id").onRef("s.id", "=", "v.survey_id"))
      .select(["v.survey_id", "v.series", "v.definition", "s.title"])
      .where("v.tenant_id", "=", tenantId)
      .where("s.anonymity", "<>", "anonymous")
      .orderBy("v.survey_id")
      .orderBy("v.number", "desc")
      .execute(),
    attributeNames(ctx),
  ]);
  const choices = new Map<string, Choice>();
  for (const { survey_id, series, definition, title } of versions) {
    for (const { part, kind, scale, metric } of series as readonly Series[]) {
      if (kind !== "score" || scale === null || ["nps", "csat", "ces"].includes(metric ?? "")) continue;
      const attribute = metric?.startsWith("p:") ? metric.slice(2) : null;
      const source: LoyaltySource =
        attribute === null ? { from: "question", survey: survey_id, part } : { from: "attribute", code: attribute };
      const key = JSON.stringify(source);
      if (choices.has(key)) continue;
      const label = attribute === null ? textOf(definition as SurveyDefinition, part) : nameOf(attribute);
      choices.set(key, { source, label, survey: attribute === null ? title : null, min: scale.min, max: scale.max });
    }
  }
  return [...choices.values()];
}

function textOf(definition: SurveyDefinition, part: string): LocalText {
  const [key] = part.split(/[.#]/);
  const questions = definition.pages?.flatMap((page) => page.questions) ?? [];
  return questions.find((question) => question.key === key)?.text ?? { "zh-CN": part, en: part };
}

type Reply = z.input<typeof api.loyalty.model.reply>;

export async function readModel(ctx: Context): Promise<Reply> {
  const [{ version, model }, choices, versions, counts] = await Promise.all([
    modelInForce(ctx),
    readChoices(ctx),
    ctx.db
      .selectFrom("loyalty_models as m")
      .leftJoin("auth_users as u", "u.id", "m.changed_by")
      .select(["m.version", "m.definition", "m.changed_at", "u.name"])
      .where("m.tenant_id", "=", ctx.tenantId)
      .orderBy("m.version", "desc")
      .limit(SHOWN)
      .execute(),
    countAnswers(ctx),
  ]);
  const k = ctx.organisation.kThreshold;
  return {
    version,
    model,
    choices: choices.map((choice) => {
      const n = counts.get(nameOf(choice.source)) ?? 0;
      return { ...choice, n: n > 0 && n < k ? null : n };
    }),
    versions: versions.map((row) => ({
      version: row.version,
      changedBy: row.name,
      changedAt: row.changed_at.toISOString(),
      model: row.definition as LoyaltyModel,
    })),
  };
}

function nameOf(source: LoyaltySource): string {
  if (source.from === "attribute") return `p:${source.code}`;
  return source.from === "question" ? `${source.survey} ${source.part}` : "";
}

/** Customers in scope who answered, by source; read again only when there are new answers. */
async function countAnswers(ctx: Context): Promise<ReadonlyMap<string, number>> {
  const looked = await look(ctx, undefined);
  return remember(ctx.store, `choices ${looked.name}`, await dataVersion(looked), async () => {
    const { tenantId, scope } = ctx;
    const within = scope.units === null ? sql`true` : sql`unit_id = any(${[...scope.units]}::int[])`;
    const known = sql`tenant_id = ${tenantId} and customer_id is not null and anonymity <> 'anonymous' and quality <> 'excluded' and ${within}`;
    const [attributes, questions, ordinals] = await Promise.all([
      sql<{ name: string; n: number }>`
        select key as name, count(distinct customer_id)::int as n from voices, jsonb_each(scores)
        where ${known} and key like 'p:%' group by 1`.execute(ctx.db),
      sql<{ survey_id: number; ordinal: number; n: number }>`
        select survey_id, ordinal::int, count(distinct customer_id)::int as n from voices, unnest(nums) with ordinality as u (value, ordinal)
        where ${known} and value is not null group by 1, 2`.execute(ctx.db),
      ordinalsOf(ctx),
    ]);
    const partAt = new Map([...ordinals].map(([part, ordinal]) => [`${part.split(" ")[0]} ${ordinal}`, part]));
    return new Map([
      ...attributes.rows.map(({ name, n }): [string, number] => [name, n]),
      ...questions.rows.map(({ survey_id, ordinal, n }): [string, number] => [partAt.get(`${survey_id} ${ordinal}`) ?? "", n]),
    ]);
  });
}

/** The place of a part in the packed numbers of its survey; it never changes for a key. */
export async function ordinalsOf({ db, tenantId }: Context): Promise<ReadonlyMap<string, number>> {
  const rows = await db.selectFrom("survey_versions").select(["survey_id", "series"]).where("tenant_id", "=", tenantId).execute();
  return new Map(
    rows.flatMap(({ survey_id, series }) =>
      (series as readonly Series[]).map(({ part, ordinal }): [string, number] => [`${survey_id} ${part}`, ordinal]),
    ),
  );
}
