import { npsVariance } from "../measures/index.js";
import { answersToTell, smallestDifference } from "../stats/index.js";
import { type ReferenceCase, testReference } from "../testing/index.js";
import { allocate, allocationError, sampleSizeForNps, sampleSizeForShare } from "./index.js";

type Params = Record<string, number>;

testReference("03_sampling", (reference) => {
  const params = reference.params as Params;
  if (reference.id.startsWith("n-prop")) return share(params);
  if (reference.id.startsWith("n-nps")) return nps(params);
  if (reference.id.startsWith("allocation")) return allocation(reference);
  if (reference.id.startsWith("power")) {
    const n = answersToTell(params.p1!, params.p2!, { alpha: params.alpha!, power: params.power! });
    return { n_per_group: n, ceil: Math.ceil(n) };
  }
  const variance = npsVariance({ promoters: params.p!, detractors: params.d!, passives: 1 - params.p! - params.d! });
  return { mdd_points: 100 * smallestDifference(variance, params.n!, { alpha: params.alpha!, power: params.power! })! };
});

function plan({ conf = 0.95, N, deff = 1, rr = 1 }: Params) {
  return { level: conf, designEffect: deff, responseRate: rr, ...(N === undefined ? {} : { population: N }) };
}

function share(params: Params) {
  const size = sampleSizeForShare(params.e!, params.p ?? 0.5, plan(params));
  return {
    n0: size.base,
    n_after_deff: size.afterDesign,
    n_after_fpc: size.afterPopulation,
    n_completes: size.completes,
    n_invites: size.invitations,
  };
}

function nps(params: Params) {
  const size = sampleSizeForNps(100 * params.e!, { promoters: params.p!, detractors: params.d! }, plan(params));
  return { variance: params.p! + params.d! - (params.p! - params.d!) ** 2, n0: size.base, n: size.completes };
}

function allocation({ params }: ReferenceCase) {
  const { n, N, S, cost } = params as { n: number; N: Params; S: Params; cost: Params };
  const strata = Object.keys(N).map((code) => ({ code, population: N[code]!, deviation: S[code]!, cost: cost[code]! }));
  const by = (method: "proportional" | "neyman" | "cost") => allocate(n, strata, { method });
  const named = (method: "proportional" | "neyman" | "cost", which: "exact" | "size") =>
    Object.fromEntries(by(method).map((stratum) => [stratum.code, stratum[which]]));
  const error = (method: "proportional" | "neyman") =>
    allocationError(strata.map((stratum, i) => ({ ...stratum, size: by(method)[i]!.exact })));
  return {
    proportional: named("proportional", "exact"),
    proportional_int: named("proportional", "size"),
    neyman: named("neyman", "exact"),
    neyman_int: named("neyman", "size"),
    se_proportional: error("proportional"),
    se_neyman: error("neyman"),
    optimum_cost: named("cost", "exact"),
  };
}
