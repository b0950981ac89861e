import type { LoyaltyModel } from "@manyi/contracts";
import { localDayOf } from "@manyi/core/calendar";
import {
  indicatorScore,
  LOYALTY_INDICATORS,
  type LoyaltyCell,
  type LoyaltyIndicator,
  loyaltyCell,
  loyaltyIndex,
} from "@manyi/core/customers";
import { sql } from "kysely";
import { inTurns } from "../../platform/turns.js";
import { dataVersion, lastAnswerDay, readAnswers } from "./answers.js";
import { type Buyers, type Looked, readBuyers } from "./buyers.js";
import { ordinalsOf } from "./model.js";
import { remember } from "./remember.js";

/** Who first bought fewer days ago than this cannot have come back yet: their repeat purchases are not known, not 0. */
const NEW_DAYS = 30;

export type Scores = Readonly<Record<LoyaltyIndicator, number | null>>;
/** What is known of one customer's attitude and behaviour. */
export type Standing = {
  readonly id: string;
  readonly segmentId: number | null;
  readonly unitId: number | null;
  readonly satisfaction: number | null;
  readonly scores: Scores;
  readonly index: number | null;
  /** what stands for behaviour in the matrix */
  readonly loyalty: number | null;
  readonly cell: LoyaltyCell | null;
  /** rests on an answer that was promised to stay with the analysts: counted, never listed */
  readonly isConfidential: boolean;
};

type Told = { readonly value: number; readonly isConfidential: boolean };
type Facts = Readonly<Record<LoyaltyIndicator, ReadonlyMap<string, Told>>>;

/**
 * Every customer within scope who bought or answered, scored by a model.
 *
 * @param until the last day that counts; without: the last day anything is known of
 */
export async function readStandings(
  looked: Looked,
  { version, model }: { readonly version: number; readonly model: LoyaltyModel },
  until?: number,
): Promise<readonly Standing[]> {
  const { ctx, name } = looked;
  const cases = await sql<{ at: Date | null }>`select max(opened_at) as at from cases where tenant_id = ${ctx.tenantId}`.execute(ctx.db);
  const stamp = `${await dataVersion(looked)} ${version} ${cases.rows[0]?.at?.getTime() ?? 0}`;
  const work = async () => {
    const buyers = await readBuyers(looked);
    const last = until ?? Math.max((await lastAnswerDay(looked)) ?? 0, buyers.until ?? 0);
    const facts = await readFacts(looked, buyers, model, last);
    const latest = await readAnswers(looked, "latest", model.satisfaction, [last - model.days + 1, last]);
    const attitudes = new Map<string, Told>();
    for (const [id, answer] of latest) attitudes.set(id, { value: answer[model.satisfaction]!, isConfidential: answer.isConfidential });
    const ids = new Set([...buyers.byId.keys(), ...attitudes.keys(), ...LOYALTY_INDICATORS.flatMap((one) => [...facts[one].keys()])]);
    const segments = await segmentsOf(looked, [...ids]);
    const standings: Standing[] = [];
    const score = scorerOf(model);
    await inTurns([...ids], (id) => {
      const satisfaction = attitudes.get(id);
      const buyer = buyers.byId.get(id);
      standings.push({
        id,
        segmentId: buyer?.segmentId ?? segments.get(id) ?? null,
        unitId: buyer?.unitId ?? null,
        ...score(facts, id, satisfaction?.value ?? null),
        isConfidential:
          satisfaction?.isConfidential === true || LOYALTY_INDICATORS.some((one) => facts[one].get(id)?.isConfidential === true),
      });
    });
    return standings;
  };
  // an evaluation of a past day is asked once
  return until === undefined ? remember(ctx.store, `standings ${name}`, stamp, work) : work();
}

/** Attitude and behaviour of one customer by a model. */
function scorerOf({ indicators, behaviour, satisfiedFrom, loyalFrom }: LoyaltyModel) {
  const weights = Object.fromEntries(LOYALTY_INDICATORS.map((one) => [one, indicators[one].weight])) as Record<LoyaltyIndicator, number>;
  return (facts: Facts, id: string, satisfaction: number | null) => {
    const scores = Object.fromEntries(
      LOYALTY_INDICATORS.map((one) => [one, indicatorScore(one, facts[one].get(id)?.value ?? null, indicators[one])]),
    ) as Scores;
    const { index } = loyaltyIndex(scores, weights);
    const loyalty = behaviour === "index" ? index : scores.repeatPurchases;
    const cell = loyaltyCell({ satisfaction, loyalty }, { satisfaction: satisfiedFrom, loyalty: loyalFrom });
    return { satisfaction, scores, index, loyalty, cell };
  };
}

async function segmentsOf({ ctx }: Looked, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; segment_id: number }>`
    select id, segment_id from customers where tenant_id = ${ctx.tenantId} and segment_id is not null and id = any(${[...ids]}::uuid[])`.execute(
    ctx.db,
  );
  return new Map(rows.map(({ id, segment_id }) => [id, segment_id]));
}

/** The raw value of each indicator, for the customers it is known of. */
async function readFacts(looked: Looked, buyers: Buyers, model: LoyaltyModel, last: number): Promise<Facts> {
  const found = await Promise.all(
    LOYALTY_INDICATORS.map(async (one): Promise<[LoyaltyIndicator, ReadonlyMap<string, Told>]> => {
      const { source } = model.indicators[one];
      if (source === null) return [one, new Map()];
      if (source.from === "purchases") return [one, await repeatPurchases(buyers, model.days, last)];
      if (source.from === "cases") return [one, await cameBack(looked, buyers, { window: source.days, days: model.days, last })];
      return [one, await readAnswered(looked, source, { days: model.days, last })];
    }),
  );
  return Object.fromEntries(found) as Facts;
}

/** Purchase days of the period, the very first purchase left out. */
async function repeatPurchases({ all }: Buyers, days: number, last: number): Promise<ReadonlyMap<string, Told>> {
  const counted = new Map<string, Told>();
  await inTurns(all, (one) => {
    const first = one.days[0]!;
    if (first > last || last - first < NEW_DAYS) return;
    const within = new Set(one.days.filter((day) => day <= last && day > last - days && day > first));
    counted.set(one.id, { value: within.size, isConfidential: false });
  });
  return counted;
}

/** 1 for who bought again within the window after an incident, 0 for who did not; nobody else has a value. */
async function cameBack(
  { ctx, units }: Looked,
  buyers: Buyers,
  { window, days, last }: { readonly window: number; readonly days: number; readonly last: number },
): Promise<ReadonlyMap<string, Told>> {
  const within = units === null ? sql`true` : sql`unit_id = any(${[...units]}::int[])`;
  const { rows } = await sql<{ customer_id: string; opened_at: Date }>`
    select customer_id, max(opened_at) as opened_at from cases
    where tenant_id = ${ctx.tenantId} and customer_id is not null and merged_into is null and ${within} group by customer_id`.execute(
    ctx.db,
  );
  const back = new Map<string, Told>();
  for (const { customer_id, opened_at } of rows) {
    const buyer = buyers.byId.get(customer_id);
    const day = localDayOf(opened_at.getTime(), ctx.organisation.timeZone);
    if (buyer === undefined || day > last || day <= last - days) continue;
    const came = buyer.days.some((one) => one > day && one <= Math.min(last, day + window));
    if (came || last - day >= window) back.set(customer_id, { value: came ? 1 : 0, isConfidential: false });
  }
  return back;
}

/** The latest answer of each customer to one question, or about one attribute. */
async function readAnswered(
  { ctx, units }: Looked,
  source:
    | { readonly from: "question"; readonly survey: number; readonly part: string }
    | { readonly from: "attribute"; readonly code: string },
  { days, last }: { readonly days: number; readonly last: number },
): Promise<ReadonlyMap<string, Told>> {
  const within = units === null ? sql`true` : sql`unit_id = any(${[...units]}::int[])`;
  const ordinal = source.from === "question" ? (await ordinalsOf(ctx)).get(`${source.survey} ${source.part}`) : 0;
  if (ordinal === undefined) return new Map();
  const value = source.from === "question" ? sql`nums[${ordinal}::int]` : sql`(scores ->> ${`p:${source.code}`})::float8`;
  const asked = source.from === "question" ? sql`survey_id = ${source.survey}` : sql`scores ? ${`p:${source.code}`}`;
  const { rows } = await sql<{ customer_id: string; value: number; anonymity: string }>`
    select distinct on (customer_id) customer_id, ${value} as value, anonymity from voices
    where tenant_id = ${ctx.tenantId} and customer_id is not null and anonymity <> 'anonymous' and quality <> 'excluded'
      and local_day between ${last - days + 1} and ${last} and ${asked} and ${value} is not null and ${within}
    order by customer_id, local_day desc, id desc`.execute(ctx.db);
  return new Map(rows.map(({ customer_id, value, anonymity }) => [customer_id, { value, isConfidential: anonymity !== "identified" }]));
}
