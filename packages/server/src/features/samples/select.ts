import type { SampleDesign, SampleGroup } from "@manyi/contracts";
import {
  type Allocation,
  allocate,
  clusterSample,
  type Selection,
  simpleSample,
  stratifiedSample,
  systematicSample,
  twoStageSample,
} from "@manyi/core/sampling";
import { AppError, type Fault } from "../../platform/errors.js";
import { type Grouper, type Part, partsOf } from "./groups.js";
import type { Person } from "./person.js";

/** Somebody of a frame, by their place in it. */
export type Framed = Pick<Person, "unitId" | "segmentId" | "stratum"> & { readonly position: number };
type Preview = { readonly frameN: number; readonly n: number; readonly isExpected: boolean; readonly groups: readonly SampleGroup[] };
type Stratified = Extract<SampleDesign, { method: "stratified" }>;

/** What a design would draw, stratum by stratum. @throws {AppError} INVALID_INPUT in words when it does not fit the frame */
export function previewDesign(frame: readonly Framed[], design: SampleDesign, groupOf: Grouper): Preview {
  const frameN = frame.length;
  requireFit(frame, design, groupOf);
  switch (design.method) {
    case "census":
      return { frameN, n: frameN, isExpected: false, groups: [] };
    case "simple":
    case "systematic":
      return { frameN, n: design.n, isExpected: false, groups: [] };
    case "stratified": {
      const parts = partsOf(frame, design.by, groupOf);
      const sizes = allocationOf(parts, design);
      return { frameN, n: design.n, isExpected: false, groups: parts.map((part, i) => groupOfPart(part, sizes[i]!.exact, sizes[i]!.size)) };
    }
    case "cluster": {
      const parts = partsOf(frame, design.by, groupOf);
      return {
        frameN,
        n: (frameN * design.clusters) / parts.length,
        isExpected: true,
        groups: parts.map((part) => groupOfPart(part, null, null)),
      };
    }
    case "two_stage": {
      const parts = partsOf(frame, design.by, groupOf);
      const taken = parts.map(({ people }) => Math.min(design.perCluster, people.length));
      const isEven = taken.every((n) => n === taken[0]);
      const mean =
        design.chance === "equal"
          ? taken.reduce((sum, n) => sum + n, 0) / parts.length
          : taken.reduce((sum, n, i) => sum + (n * parts[i]!.people.length) / frameN, 0);
      return { frameN, n: mean * design.clusters, isExpected: !isEven, groups: parts.map((part) => groupOfPart(part, null, null)) };
    }
  }
}

/**
 * Draws people. The same frame, design and seed give the same people, each with the chance they had.
 *
 * @throws {AppError} INVALID_INPUT in words when the design does not fit the frame
 */
export function drawPeople(frame: readonly Framed[], design: SampleDesign, seed: string, groupOf: Grouper): Selection<Framed> {
  requireFit(frame, design, groupOf);
  switch (design.method) {
    case "census":
      return { seed, start: null, selected: frame.map((unit) => ({ unit, probability: 1 })) };
    case "simple":
      return simpleSample(frame, design.n, seed);
    case "systematic": {
      const { order } = design;
      return systematicSample(order === "frame" ? frame : partsOf(frame, order, groupOf).flatMap(({ people }) => people), design.n, seed);
    }
    case "stratified": {
      const parts = partsOf(frame, design.by, groupOf);
      const sizes = allocationOf(parts, design);
      return stratifiedSample(
        parts.map(({ code, people }, i) => ({ code, frame: people, n: sizes[i]!.size })),
        seed,
      );
    }
    case "cluster":
      return clusterSample(clustersOf(frame, design.by, groupOf), design.clusters, seed);
    case "two_stage":
      return twoStageSample(clustersOf(frame, design.by, groupOf), design, seed);
  }
}

const clustersOf = (frame: readonly Framed[], by: Stratified["by"], groupOf: Grouper) =>
  partsOf(frame, by, groupOf).map(({ code, people }) => ({ code, units: people }));

function allocationOf(parts: readonly Part<Framed>[], { n, allocation, minimum, deviations }: Stratified): Allocation[] {
  return allocate(
    n,
    parts.map(({ code, people }) => ({
      code,
      population: people.length,
      ...(allocation === "neyman" ? { deviation: deviations?.[code] ?? 0 } : {}),
    })),
    { method: allocation === "minimum" ? "proportional" : allocation, minimum: allocation === "minimum" ? (minimum ?? 0) : 0 },
  );
}

/** People of a part, and how many of them are drawn. */
function groupOfPart(part: Part<unknown>, exact: number | null, n: number | null): SampleGroup {
  const population = part.people.length;
  return { code: part.code, label: part.label, population, exact, n, rate: n === null ? null : n / population };
}

function requireFit(frame: readonly Framed[], design: SampleDesign, groupOf: Grouper): void {
  const refuse = (path: string, zh: string, en: string): never => {
    const fault: Fault = { path: `body.design.${path}`, "zh-CN": zh, en };
    throw new AppError("INVALID_INPUT", [fault]);
  };
  const N = frame.length;
  if (N === 0) refuse("method", "抽样框里没有人", "The frame holds nobody");
  if ("n" in design && (design.n < 1 || design.n > N))
    refuse("n", `要抽的人数是 1 到 ${N} 的整数，填的是 ${design.n}`, `People to draw are a whole number from 1 to ${N}; got ${design.n}`);
  if (!("by" in design)) return;
  const parts = partsOf(frame, design.by, groupOf);
  if (design.method === "stratified") requireAllocation(parts, design, refuse);
  else if (design.clusters < 1 || design.clusters > parts.length)
    refuse(
      "clusters",
      `要抽的群数是 1 到 ${parts.length}，填的是 ${design.clusters}`,
      `Clusters to draw are 1 to ${parts.length}; got ${design.clusters}`,
    );
  if (design.method === "two_stage" && design.perCluster < 1)
    refuse("perCluster", "每群至少抽 1 人", "At least one person is drawn from each cluster");
}

type Refuse = (path: string, zh: string, en: string) => never;

function requireAllocation(parts: readonly Part<Framed>[], { n, allocation, minimum = 0, deviations = {} }: Stratified, refuse: Refuse) {
  if (allocation === "minimum") {
    const floors = parts.reduce((sum, { people }) => sum + Math.min(minimum, people.length), 0);
    if (floors > n)
      refuse(
        "minimum",
        `每层至少 ${minimum} 人合起来是 ${floors} 人，超过要抽的 ${n} 人`,
        `At least ${minimum} in every stratum adds up to ${floors}, more than the ${n} to draw`,
      );
  }
  if (allocation !== "neyman") return;
  const missing = parts.filter(({ code }) => !((deviations[code] ?? -1) >= 0));
  if (missing.length > 0)
    refuse(
      "deviations",
      `按差异分配要写每一层的标准差，还缺：${missing.map(({ code, label }) => label?.["zh-CN"] ?? (code || "未知")).join("、")}`,
      `To allocate by variance, every stratum needs its standard deviation; missing: ${missing.map(({ code, label }) => label?.en ?? (code || "not known")).join(", ")}`,
    );
  if (parts.every(({ code }) => deviations[code] === 0))
    refuse("deviations", "各层的标准差都是 0，没有可以分配的依据", "Every standard deviation is 0; there is nothing to allocate by");
}
