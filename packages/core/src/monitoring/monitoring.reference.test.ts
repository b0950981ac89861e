import { vi } from "vitest";
import { proportionInterval } from "../measures/index.js";
import { mean, median, quantile } from "../numeric/index.js";
import { present, type ReferenceCase, type Row, readTable, testReference } from "../testing/index.js";
import {
  baselineOf,
  cusumChart,
  ewmaChart,
  individualsChart,
  laneyChart,
  mannKendall,
  meanShift,
  npsChart,
  pettitt,
  shareChart,
} from "./index.js";

// data sets and fits: a busy machine may take its time
vi.setConfig({ testTimeout: 60_000 });

const oneBased = (position: number | null) => (position === null ? null : position + 1);

const solvers: Record<string, (reference: ReferenceCase) => unknown> = {
  "pchart-cfpb-disputed": ({ data }) => {
    const rows = readTable(data!).rows.filter((row) => {
      const day = row["Date received"] ?? "";
      return day >= "2016-01-01" && day <= "2016-02-29" && ["Yes", "No"].includes(row["Consumer disputed?"] ?? "");
    });
    const days = groupBy(rows, (row) => row["Date received"]!);
    const counts = [...days.values()].map((list) => ({
      x: list.filter((row) => row["Consumer disputed?"] === "Yes").length,
      n: list.length,
    }));
    const chart = shareChart(counts)!;
    const laney = laneyChart(counts)!;
    return {
      dates: [...days.keys()],
      x: counts.map(({ x }) => x),
      n: counts.map(({ n }) => n),
      centre: chart.centre,
      p: chart.points.map((point) => point.value),
      ucl: chart.points.map((point) => point.upper),
      lcl: chart.points.map((point) => point.lower),
      out_of_control_1based: chart.outside.map(oneBased),
      laney_sigma_z: laney.sigmaZ,
      laney_ucl: laney.points.map((point) => point.upper),
      laney_lcl: laney.points.map((point) => point.lower),
    };
  },
  "sla-cfpb": ({ data }) => {
    const { rows } = readTable(data!);
    const days = rows.map((row) => (Date.parse(row["Date sent to company"]!) - Date.parse(row["Date received"]!)) / 86_400_000);
    const timely = rows.filter((row) => row["Timely response?"] === "Yes").length;
    const interval = proportionInterval(timely, rows.length, "wilson")!;
    return {
      n: days.length,
      mean: mean(days),
      median: median(days),
      p90_type7: quantile(days, 0.9),
      p95_type7: quantile(days, 0.95),
      share_same_day: days.filter((day) => day === 0).length / days.length,
      share_within_2: days.filter((day) => day <= 2).length / days.length,
      timely_share: timely / rows.length,
      timely_ci_wilson: [interval.low, interval.high],
      top_products: Object.fromEntries([...groupBy(rows, (row) => row.Product!)].map(([product, list]) => [product, list.length])),
    };
  },
  "imr-nile": () => {
    const chart = individualsChart(nile())!;
    return {
      mean: chart.mean,
      mr_bar: chart.meanMovingRange,
      sigma: chart.sigma,
      ucl: chart.upper,
      lcl: chart.lower,
      mr_ucl: chart.movingRangeUpper,
      out_of_control_1based: chart.outside.map(oneBased),
      runs_of_8_one_side_end_1based: chart.runsOfEight.map(oneBased),
    };
  },
  "ewma-nile": () => {
    const chart = ewmaChart(nile(), baselineOf(nile(), 20)!);
    return { lambda: 0.2, L: 3, z_last: chart.values.at(-1), first_signal_1based: oneBased(chart.firstSignal) };
  },
  "cusum-nile": () => {
    const chart = cusumChart(nile(), baselineOf(nile(), 20)!);
    return { k: 0.5, h: 5, max_plus: chart.maxRise, max_minus: chart.maxFall, first_signal_1based: oneBased(chart.firstSignal) };
  },
  "mk-nile": () => trend(nile()),
  "pettitt-nile": () => {
    const found = pettitt(nile())!;
    return { n: found.n, K: found.k, change_after_index_1based: found.lastBefore + 1, p_approx: found.p };
  },
  "lschange-nile": () => {
    const found = meanShift(nile())!;
    return {
      change_after_index_1based: found.lastBefore + 1,
      mean_before: found.meanBefore,
      mean_after: found.meanAfter,
      sse: found.squaredError,
    };
  },
  "nps-chart-demo": () => {
    const { months, chart } = monthlyNps();
    return {
      months,
      n: chart.points.map((point) => point.n),
      nps: chart.points.map((point) => point.value),
      centre: chart.centre,
      ucl: chart.points.map((point) => point.upper),
      lcl: chart.points.map((point) => point.lower),
    };
  },
  "mk-nps-demo": () => trend(monthlyNps().chart.points.map((point) => point.value!)),
};

testReference("09_charts_trends", (reference) => solvers[reference.id]!(reference));

function nile(): number[] {
  return present(readTable("nile.csv").rows, "flow");
}

function trend(values: number[]) {
  const found = mannKendall(values)!;
  return {
    n: found.n,
    S: found.s,
    var_S: found.varianceOfS,
    z_continuity: found.z,
    p: found.p,
    tau_b: found.tau,
    sen_slope: found.slope,
    sen_ci95: [found.slopeInterval.low, found.slopeInterval.high],
  };
}

function monthlyNps() {
  const { rows } = readTable("nps_demo.csv");
  const months = groupBy(rows, (row) => row.date!.slice(0, 7));
  const counts = [...months.values()].map((list) => {
    const scores = list.map((row) => Number(row.REC));
    const promoters = scores.filter((score) => score >= 9).length;
    const detractors = scores.filter((score) => score <= 6).length;
    return { promoters, detractors, passives: scores.length - promoters - detractors };
  });
  return { months: [...months.keys()], chart: npsChart(counts)! };
}

/** Rows by key, keys in rising order. */
function groupBy(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const name of [...new Set(rows.map(key))].sort()) groups.set(name, []);
  for (const row of rows) groups.get(key(row))!.push(row);
  return groups;
}
