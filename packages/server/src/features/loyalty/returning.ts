import type { api } from "@manyi/contracts";
import { kaplanMeier, logRank, survivalAt } from "@manyi/core/customers";
import { proportionInterval } from "@manyi/core/measures";
import { compareProportions, shareRatio } from "@manyi/core/stats";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { inTurns } from "../../platform/turns.js";
import { type Answer, dataVersion, readAnswers } from "./answers.js";
import { type Buyer, type Buyers, basisOf, look, readBuyers, thresholdOf } from "./buyers.js";
import { modelInForce } from "./model.js";
import { remember } from "./remember.js";
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
  const work = async () => {
    const answers = await readAnswers(looked, "first", by, [until - LOOK_BACK, until]);
    return workOut({ answers, buyers, until, by, days, k });
  };
  const found = await remember(ctx.store, `returning ${by} ${days} ${k} ${looked.name}`, await dataVersion(looked), work);
  return { basis, by, days, ...found };
}

type Asked = {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly buyers: Buyers;
  readonly until: number;
  readonly by: By;
  readonly days: number;
  readonly k: number;
};

async function workOut({ answers, buyers, until, by, days, k }: Asked): Promise<Omit<Reply, "basis" | "by" | "days">> {
  const followed = new Map<string, Followed[]>(BANDS[by].map((band) => [band, []]));
  let [notBuyers, tooRecent] = [0, 0];
  await inTurns([...answers], ([id, answer]) => {
    const buyer = buyers.byId.get(id);
    if (buyer === undefined || buyer.days[0]! > answer.day) notBuyers++;
    else {
      if (until - answer.day < days) tooRecent++;
      followed.get(bandOf(by, answer))!.push(follow(buyer, answer, until));
    }
  });
  const counted: Counted[] = [];
  for (const band of BANDS[by]) counted.push(await countBand(band, followed.get(band)!, days));
  const { cells, isTotalHidden } = hide(
    counted.map(({ n }) => n),
    k,
  );
  const shown = new Set(counted.flatMap(({ band, n }, i) => (cells[i] === null && n > 0 ? [band] : [])));
  const [above, below] = counted;
  const curved = BANDS[by].filter((band) => shown.has(band)).map((band) => ({ band, followed: followed.get(band)! }));
  return {
    left: { notBuyers: atLeast(notBuyers, k), tooRecent: atLeast(tooRecent, k) },
    total: isTotalHidden ? null : counted.reduce((sum, { n }) => sum + n, 0),
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
    ...(await curves(curved, days, k)),
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

function follow(buyer: Buyer, answer: Answer, until: number): Followed {
  const after = buyer.days.flatMap((day, i) => (day > answer.day ? [{ gap: day - answer.day, amount: buyer.amounts[i] ?? null }] : []));
  return {
    nps: answer.nps,
    gaps: after.map(({ gap }) => gap),
    amounts: after.map(({ amount }) => amount),
    watched: until - answer.day,
  };
}

type Counted = Awaited<ReturnType<typeof countBand>>;

/** Of those who were watched for so many days after their answer: how many bought again within them, how often and for how much. */
async function countBand(band: string, followed: readonly Followed[], days: number) {
  const counted = { band, n: 0, returned: 0, purchases: 0, spend: 0, asked: 0, promoters: 0 };
  await inTurns(followed, ({ watched, gaps, amounts, nps }) => {
    if (watched < days) return;
    const bought = new Set(gaps.filter((gap) => gap <= days)).size;
    counted.n++;
    if (bought > 0) counted.returned++;
    counted.purchases += bought;
    counted.spend += amounts.reduce((sum: number, amount, i) => (gaps[i]! <= days ? sum + (amount ?? 0) : sum), 0);
    if (nps !== null) counted.asked++;
    if (nps !== null && nps >= 9) counted.promoters++;
  });
  return counted;
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
async function curves(
  bands: readonly { readonly band: string; readonly followed: readonly Followed[] }[],
  days: number,
  k: number,
): Promise<Pick<Reply, "curves" | "curvesP">> {
  const groups: { readonly band: string; readonly durations: Awaited<ReturnType<typeof durationsOf>> }[] = [];
  for (const { band, followed } of bands) groups.push({ band, durations: await durationsOf(followed, days) });
  const drawn = groups.flatMap(({ band, durations }) => {
    const curve = durations.times.length < k ? null : kaplanMeier(durations);
    if (curve === null) return [];
    const longest = durations.times.reduce((most, time) => Math.max(most, time), 0);
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

async function durationsOf(followed: readonly Followed[], silence: number): Promise<{ times: number[]; events: number[] }> {
  const [times, events]: [number[], number[]] = [[], []];
  await inTurns(followed, ({ gaps, watched }) => {
    const seen = [0, ...gaps];
    const at = seen.findIndex((gap, i) => (seen[i + 1] ?? watched) - gap > silence);
    times.push(at < 0 ? watched : seen[at]! + silence);
    events.push(at < 0 ? 0 : 1);
  });
  return { times, events };
}
