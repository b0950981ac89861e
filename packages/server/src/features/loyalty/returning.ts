import type { api } from "@manyi/contracts";
import { type Durations, kaplanMeier, logRank, survivalAt } from "@manyi/core/customers";
import { proportionInterval } from "@manyi/core/measures";
import { compareProportions, shareRatio } from "@manyi/core/stats";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { type Answer, readAnswers } from "./answers.js";
import { type Buyer, basisOf, look, readBuyers, thresholdOf } from "./buyers.js";
import { modelInForce } from "./model.js";
import { hide } from "./shown.js";

type Query = z.output<typeof api.loyalty.returning.query>;
type Reply = z.input<typeof api.loyalty.returning.reply>;
type By = Query["by"];

/** Bands from the best to the worst. */
const BANDS = { csat: ["5", "4", "3", "2", "1"], nps: ["promoter", "passive", "detractor"] } as const;
/** Answers older than this many days before the last known purchase say little about today. */
const LOOK_BACK = 730;
const POINTS = 61;

type Followed = {
  readonly band: string;
  readonly nps: number | null;
  /** days and amounts of the purchases after the answer */
  readonly gaps: readonly number[];
  readonly amounts: readonly (number | null)[];
  /** days from the answer to the last day that is known */
  readonly watched: number;
};

/** Per customer the first answer of the last two years, and what was bought after it; only customers who had bought by then. */
export async function returning(ctx: Context, { unit, by, days }: Query): Promise<Reply> {
  const looked = await look(ctx, unit);
  const [buyers, { version }] = await Promise.all([readBuyers(looked), modelInForce(ctx)]);
  const basis = basisOf(ctx, buyers, version);
  const k = thresholdOf(ctx, buyers);
  const until = buyers.until ?? 0;
  const answers = await readAnswers(looked, "first", by, [until - LOOK_BACK, until]);
  const followed: Followed[] = [];
  let notBuyers = 0;
  for (const [id, answer] of answers) {
    const buyer = buyers.byId.get(id);
    if (buyer === undefined || buyer.days[0]! > answer.day) notBuyers++;
    else followed.push(follow(buyer, answer, by, until));
  }
  const watched = followed.filter((one) => one.watched >= days);
  const tooRecent = followed.length - watched.length;
  const counted = BANDS[by].map((band) => countBand(band, watched, days));
  const { cells, isTotalHidden } = hide(
    counted.map(({ n }) => n),
    k,
  );
  const shown = new Set(counted.flatMap(({ band, n }, i) => (cells[i] === null && n > 0 ? [band] : [])));
  const [above, below] = counted;
  const curved = BANDS[by].filter((band) => shown.has(band));
  return {
    basis,
    by,
    days,
    left: { notBuyers: atLeast(notBuyers, k), tooRecent: atLeast(tooRecent, k) },
    total: isTotalHidden ? null : watched.length,
    bands: counted.map(({ band, n, returned, purchases, spend, asked, promoters }, i) => {
      const isHidden = cells[i] !== null;
      return {
        band,
        hidden: cells[i]!,
        n: isHidden ? null : n,
        returned: isHidden ? null : returned,
        rate: isHidden || n === 0 ? null : returned / n,
        interval: isHidden ? null : proportionInterval(returned, n),
        purchases: isHidden || n === 0 ? null : purchases / n,
        spend: isHidden || n === 0 || !buyers.hasAmounts ? null : spend / n,
        promoters: isHidden || asked < k ? null : promoters / asked,
      };
    }),
    ratio: shown.has(above!.band) && shown.has(below!.band) ? compare(above!, below!) : null,
    ...curves(followed, curved, days, k),
  };
}

/** Too few to be told is told as none. */
function atLeast(n: number, k: number): number {
  return n < k ? 0 : n;
}

function bandOf(by: By, answer: Answer): string {
  if (by === "csat") return String(answer.csat);
  const score = answer.nps!;
  return score >= 9 ? "promoter" : score >= 7 ? "passive" : "detractor";
}

function follow(buyer: Buyer, answer: Answer, by: By, until: number): Followed {
  const after = buyer.days.flatMap((day, i) => (day > answer.day ? [{ gap: day - answer.day, amount: buyer.amounts[i] ?? null }] : []));
  return {
    band: bandOf(by, answer),
    nps: answer.nps,
    gaps: after.map(({ gap }) => gap),
    amounts: after.map(({ amount }) => amount),
    watched: until - answer.day,
  };
}

type Counted = ReturnType<typeof countBand>;

function countBand(band: string, followed: readonly Followed[], days: number) {
  const of = followed.filter((one) => one.band === band);
  const within = of.map(({ gaps, amounts }) => ({
    days: new Set(gaps.filter((gap) => gap <= days)).size,
    spend: amounts.reduce((sum: number, amount, i) => (gaps[i]! <= days ? sum + (amount ?? 0) : sum), 0),
  }));
  const scores = of.flatMap(({ nps }) => (nps === null ? [] : [nps]));
  return {
    band,
    n: of.length,
    returned: within.filter((one) => one.days > 0).length,
    purchases: within.reduce((sum, one) => sum + one.days, 0),
    spend: within.reduce((sum, one) => sum + one.spend, 0),
    asked: scores.length,
    promoters: scores.filter((score) => score >= 9).length,
  };
}

function compare(above: Counted, below: Counted): Reply["ratio"] {
  const [a, b] = [above, below].map(({ returned, n }) => ({ successes: returned, n })) as [
    { successes: number; n: number },
    { successes: number; n: number },
  ];
  const compared = compareProportions(a, b);
  if (compared === null) return null;
  const found = shareRatio(a, b);
  return {
    above: above.band,
    below: below.band,
    ratio: found?.ratio ?? null,
    interval: found?.interval ?? null,
    difference: compared.difference,
    differenceInterval: compared.interval,
    p: compared.p,
  };
}

/**
 * How long customers stay: somebody has left when nothing was bought for so many days, and is watched to the last day that is known
 * otherwise. A curve ends where fewer than k customers are still watched.
 */
function curves(followed: readonly Followed[], bands: readonly string[], days: number, k: number): Pick<Reply, "curves" | "curvesP"> {
  const groups = bands.map((band) => ({
    band,
    durations: durationsOf(
      followed.filter((one) => one.band === band),
      days,
    ),
  }));
  const drawn = groups.flatMap(({ band, durations }) => {
    const curve = durations.times.length < k ? null : kaplanMeier(durations);
    if (curve === null) return [];
    const longest = Math.max(...durations.times);
    const step = Math.max(1, Math.ceil(longest / (POINTS - 1)));
    const points = survivalAt(
      curve,
      durations,
      Array.from({ length: POINTS }, (_, i) => i * step),
    ).filter(({ atRisk }) => atRisk >= k);
    return [
      {
        band,
        n: curve.n,
        left: curve.events,
        points: points.map(({ time, survival, low, high, atRisk }) => ({ day: time, stayed: survival, low, high, atRisk })),
      },
    ];
  });
  const all = groups.flatMap(({ band, durations }) => durations.times.map((time, i) => ({ band, time, event: durations.events[i]! })));
  const test =
    drawn.length < 2
      ? null
      : logRank(
          { times: all.map(({ time }) => time), events: all.map(({ event }) => event) },
          all.map(({ band }) => band),
        );
  return { curves: drawn, curvesP: test?.p ?? null };
}

function durationsOf(followed: readonly Followed[], silence: number): { times: number[]; events: number[] } & Durations {
  const [times, events]: [number[], number[]] = [[], []];
  for (const { gaps, watched } of followed) {
    const seen = [0, ...gaps];
    const at = seen.findIndex((gap, i) => (seen[i + 1] ?? watched) - gap > silence);
    times.push(at < 0 ? watched : seen[at]! + silence);
    events.push(at < 0 ? 0 : 1);
  }
  return { times, events };
}
