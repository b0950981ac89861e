import type { SampleDesign, SampleDetail, SampleGrouping } from "@manyi/contracts";
import { sampleSizeForShare } from "@manyi/core/sampling";

export type Method = SampleDesign["method"];
export type AllocationName = Extract<SampleDesign, { method: "stratified" }>["allocation"];
export const METHODS: readonly Method[] = ["simple", "stratified", "systematic", "cluster", "two_stage", "census"];
export const ALLOCATIONS: readonly AllocationName[] = ["proportional", "equal", "minimum", "neyman"];

/** Everything a design may need; switching the method keeps what was filled in. */
export type Draft = {
  readonly method: Method;
  readonly n: number;
  readonly by: SampleGrouping;
  readonly order: "frame" | SampleGrouping;
  readonly allocation: AllocationName;
  readonly minimum: number;
  readonly deviations: Readonly<Record<string, number>>;
  readonly clusters: number;
  readonly perCluster: number;
  readonly chance: "equal" | "size";
};

/** What to begin with: the design drawn before, or a plain draw of as many as ± 5 points need. */
export function firstDraft({ frameN, groupings, drawn }: Pick<SampleDetail, "frameN" | "groupings" | "drawn">): Draft {
  const start: Draft = {
    method: "simple",
    n: frameN === 0 ? 0 : sampleSizeForShare(0.05, 0.5, { population: frameN }).completes,
    by: groupings[0]?.by ?? "unit",
    order: "frame",
    allocation: "proportional",
    minimum: 30,
    deviations: {},
    clusters: 1,
    perCluster: 30,
    chance: "size",
  };
  if (drawn === null) return start;
  const { design } = drawn;
  return {
    ...start,
    ...design,
    deviations: ("deviations" in design ? design.deviations : undefined) ?? {},
    minimum: ("minimum" in design ? design.minimum : undefined) ?? 30,
  };
}

/** The design a draft stands for: only what its method asks for. */
export function designOf({ method, n, by, order, allocation, minimum, deviations, clusters, perCluster, chance }: Draft): SampleDesign {
  switch (method) {
    case "census":
      return { method };
    case "simple":
      return { method, n };
    case "systematic":
      return { method, n, order };
    case "stratified":
      return {
        method,
        n,
        by,
        allocation,
        ...(allocation === "minimum" ? { minimum } : {}),
        ...(allocation === "neyman" ? { deviations: { ...deviations } } : {}),
      };
    case "cluster":
      return { method, by, clusters };
    case "two_stage":
      return { method, by, clusters, perCluster, chance };
  }
}

/** Whether a stratum still lacks the standard deviation its allocation goes by. */
export function isUnfinished({ method, allocation, by, deviations }: Draft, { groupings }: Pick<SampleDetail, "groupings">): boolean {
  if (method !== "stratified" || allocation !== "neyman") return false;
  return (groupings.find((one) => one.by === by)?.groups ?? []).some(({ code }) => deviations[code] === undefined);
}
