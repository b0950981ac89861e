import type { api } from "@manyi/contracts";
import { linearRegression, MIN_ANSWERS, MIN_ANSWERS_PER_DRIVER, whatIf, whatIfRatio } from "@manyi/core/drivers";
import type { PairCount } from "@manyi/core/measures";
import type { z } from "zod";
import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Asked, type CrossTable, readCrossTable, readStatement } from "../figures/index.js";
import { attributeOf, driverQuestion, driversIn, FEWEST, momentsFor, scaleOf } from "./driver-question.js";
import { headlineAfter, rankAfter } from "./simulate-place.js";
import { askUnweighted } from "./unweighted.js";

type Query = z.output<typeof api.analysis.simulate.query>;
type Reply = z.input<typeof api.analysis.simulate.reply>;
type RatioQuery = z.output<typeof api.analysis.ratioWhatIf.query>;
type RatioReply = z.input<typeof api.analysis.ratioWhatIf.reply>;

/** What the outcome would be if some drivers moved: the regression of the same counts, read forwards. */
export async function simulate(ctx: Context, { changes, ...query }: Query): Promise<Reply> {
  const question = await driverQuestion(ctx, query, [query.outcome]);
  const { asked, nameOf } = question;
  const [statement, moments] = await Promise.all([readStatement(asked), momentsFor(question)]);
  if (moments === null) return { statement, n: 0, neededN: MIN_ANSWERS, result: null, drivers: [] };
  const names = driversIn(moments, question.outcomes);
  const { n } = moments.counts;
  const neededN = Math.max(MIN_ANSWERS, MIN_ANSWERS_PER_DRIVER * names.length);
  const wanted = readChanges(changes, names);
  const regression = n < neededN ? null : linearRegression(moments.whole, query.outcome, names);
  if (regression === null) return { statement, n, neededN, result: null, drivers: [] };
  const outcomeScale = scaleOf(asked, query.outcome);
  // drivers may stand on scales of their own; the simulator stops each at the ends of its own
  const clipped = Object.fromEntries(
    regression.coefficients.map(({ name, mean }) => {
      const { min, max } = scaleOf(asked, name);
      return [name, Math.min(max - mean, Math.max(min - mean, wanted[name] ?? 0))];
    }),
  );
  const unbounded = { min: -1e6, max: 1e6 };
  const found = whatIf(regression, clipped, { driver: unbounded, outcome: outcomeScale });
  const [headline, ranked] = await Promise.all([
    headlineAfter(asked, query.outcome, found.change),
    rankAfter(asked, query.outcome, found.change),
  ]);
  return {
    statement,
    n,
    neededN,
    result: {
      before: found.before,
      after: found.after,
      change: found.change,
      changeInterval: found.changeInterval,
      outcomeScale,
      r2: regression.rSquared,
      headline,
      ...ranked,
    },
    drivers: found.drivers
      .map(({ name, before, after, effect }, i) => {
        const { estimate, standardError } = regression.coefficients[i]!;
        const half = 1.959963984540054 * standardError;
        return {
          attribute: attributeOf(name),
          label: nameOf(attributeOf(name)),
          scale: scaleOf(asked, name),
          before,
          after,
          perPoint: estimate,
          perPointInterval: { low: estimate - half, high: estimate + half },
          effect,
        };
      })
      .sort((a, b) => b.perPoint - a.perPoint),
  };
}

function readChanges(changes: string, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    changes
      .split(",")
      .filter((one) => one !== "")
      .map((one): [string, number] => {
        const cut = one.lastIndexOf(":");
        const name = `p:${one.slice(0, cut)}`;
        if (!names.includes(name)) {
          throw new AppError("INVALID_INPUT", [
            {
              path: "query.changes",
              "zh-CN": `「${one.slice(0, cut)}」不在这些驱动因素里`,
              en: `“${one.slice(0, cut)}” is none of these drivers`,
            },
          ]);
        }
        return [name, Number(one.slice(cut + 1))];
      }),
  );
}

const BANDS = ["delighted", "satisfied", "tolerable", "dissatisfied"] as const;

/** What the ratio of one attribute would be if everybody expected, or perceived, so many points more or less. */
export async function ratioWhatIf(ctx: Context, { attribute, expected, perceived, ...filters }: RatioQuery): Promise<RatioReply> {
  const asked = await askUnweighted(ctx, { ...filters, attribute });
  const statement = await readStatement(asked);
  const nothing: RatioReply = { statement, n: 0, scale: null, before: null, after: null };
  if (!asked.catalog.attributes("paired").includes(attribute)) return nothing;
  const tables = await readPairs(asked, attribute);
  const pairs = tables.flatMap(pairsOf);
  const n = pairs.reduce((sum, pair) => sum + pair.n, 0);
  const scale = scaleOf(asked, `p:${attribute}`);
  if (n < FEWEST || scale.min <= 0) return { ...nothing, n };
  const found = whatIfRatio(pairs, { expected, perceived }, scale);
  const told = ({ ratio, bands }: { ratio: number; bands: Readonly<Record<(typeof BANDS)[number], number>> }) => ({
    ratio,
    bands: BANDS.map((band) => bands[band]),
  });
  return found === null ? nothing : { statement, n, scale, before: told(found.before), after: told(found.after) };
}

/** Expectations asked before, and recalled ones from the surveys that do not ask before. */
async function readPairs(asked: Asked, attribute: string): Promise<CrossTable[]> {
  const within = (code: string) =>
    [...asked.catalog.surveys]
      .filter(([id, codes]) => codes.includes(code) && (asked.surveys === null || asked.surveys.includes(id)))
      .map(([id]) => id);
  const perceived = within(`p:${attribute}`);
  const before = within(`e:${attribute}`).filter((id) => perceived.includes(id));
  const recalled = within(`r:${attribute}`).filter((id) => perceived.includes(id) && !before.includes(id));
  const sets = [
    { code: `e:${attribute}`, surveys: before },
    { code: `r:${attribute}`, surveys: recalled },
  ].filter(({ surveys }) => surveys.length > 0);
  return Promise.all(
    sets.map(({ code, surveys }) => readCrossTable({ ...asked, surveys, where: { ...asked.where, surveys } }, code, `p:${attribute}`)),
  );
}

function pairsOf({ rows, columns, counts }: CrossTable): PairCount[] {
  return counts.flatMap((line, i) => line.flatMap((n, j) => (n === 0 ? [] : [{ expected: rows.min + i, perceived: columns.min + j, n }])));
}
