import { mean } from "../numeric/index.js";
import { numbers, readTable, testReference } from "../testing/index.js";
import { type Link, linkUnits } from "./index.js";

testReference("13_linkage", (reference) => (reference.id === "link-units-nps-price" ? npsAndPrice() : scoreAndGrowth()));

/** Row numbers per unit, the units in the order of their last level first, as the expected values have them. */
function unitsOf(keys: readonly (readonly (number | null)[])[]): { name: string; members: number[] }[] {
  const units = new Map<string, number[]>();
  keys.forEach((key, i) => {
    const name = key.join("/");
    units.set(name, [...(units.get(name) ?? []), i]);
  });
  return [...units].map(([name, members]) => ({ name, members })).sort((a, b) => (reversed(a.name) < reversed(b.name) ? -1 : 1));
}

function reversed(name: string): string {
  return name.split("/").reverse().join("/");
}

function averageOf(members: readonly number[], values: readonly (number | null)[]): number {
  return mean(members.flatMap((i) => values[i] ?? []))!;
}

function summary(link: Link) {
  return {
    n: link.pairs,
    pearson: link.pearson.r,
    pearson_ci_fisher: [link.interval.low, link.interval.high],
    pearson_t: link.pearson.statistic,
    pearson_p: link.pearson.p,
    spearman: link.spearman.r,
    spearman_p: link.spearman.p,
    kendall_tau_b: link.kendall.r,
    kendall_p: link.kendall.p,
    weighted_pearson_by_n: link.weighted,
    slope: link.line.slope,
    slope_se: link.line.standardError,
    r2: link.line.rSquared,
    partial_r_given_meals: link.partial,
  };
}

function npsAndPrice() {
  const { rows } = readTable("nps_utility.csv");
  const read = (column: string) => numbers(rows, column);
  const [year, fuel, payment, price] = [read("year"), read("fuel_type"), read("payment_type"), read("price")];
  const points = read("ltr").map((answer) => (answer === null ? null : answer >= 9 ? 100 : answer <= 6 ? -100 : 0));
  const units = unitsOf(rows.map((_, i) => [year[i]!, fuel[i]!, payment[i]!])).filter(({ members }) => members.length >= 30);
  const pairs = units.map(({ members }) => ({
    metric: averageOf(members, points),
    outcome: averageOf(members, price),
    n: members.length,
  }));
  const link = linkUnits(pairs);
  if (!link.accepted) return link;
  return {
    units: units.map(({ name }) => name),
    unit_n: pairs.map(({ n }) => n),
    unit_nps: pairs.map(({ metric }) => metric),
    unit_price: pairs.map(({ outcome }) => outcome),
    ...summary(link),
  };
}

function scoreAndGrowth() {
  const { rows } = readTable("api_population.csv");
  const read = (column: string) => numbers(rows, column);
  const [before, after, meals, district] = [read("api99"), read("api00"), read("meals"), read("dnum")];
  const valid = rows.flatMap((_, i) => (before[i] === null || after[i] === null ? [] : [i]));
  const units = unitsOf(valid.map((i) => [district[i]!])).filter(({ members }) => members.length >= 10 && members.length < 20);
  const at = (members: readonly number[], values: readonly (number | null)[]) =>
    averageOf(
      members.map((m) => valid[m]!),
      values,
    );
  const link = linkUnits(
    units.map(({ members }) => ({
      metric: at(members, before),
      outcome: 100 * (at(members, after) / at(members, before) - 1),
      n: members.length,
      control: at(members, meals),
    })),
  );
  return link.accepted ? summary(link) : link;
}
