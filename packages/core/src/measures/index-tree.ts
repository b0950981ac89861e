import { sum } from "../numeric/index.js";
import { indexOf, type Scale } from "./scale.js";

/** A leaf of an index: the mean of one question, `null` when nobody answered it. */
export interface IndexLeaf {
  readonly name: string;
  /** among its siblings, > 0; siblings need not total 1 */
  readonly weight: number;
  readonly mean: number | null;
  readonly n: number;
}

/** A branch of an index: siblings that are averaged by weight. */
export interface IndexBranch {
  readonly name: string;
  readonly weight: number;
  readonly children: readonly IndexNode[];
}

/** A leaf or a branch. */
export type IndexNode = IndexLeaf | IndexBranch;

/** The score of a node and of everything under it. */
export interface IndexScore {
  readonly name: string;
  /** 0..100; `null` when no leaf under it has answers */
  readonly value: number | null;
  /** on the scale of the questions */
  readonly mean: number | null;
  /** the smallest base among the leaves used, 0 when none */
  readonly n: number;
  /** how much of the weight under it has answers, 0..1 */
  readonly presentWeightShare: number;
  /** less than half of the weight has answers: read with care */
  readonly isThin: boolean;
  /** none: the same people answer all leaves, so their errors cannot be added up */
  readonly interval: null;
  readonly children: readonly IndexScore[];
}

/**
 * Scores a weighted index tree 指数: leaf means are averaged up the tree; a missing leaf gives its weight to its siblings; a node with
 * less than half of its weight present is flagged.
 *
 * @param root the tree
 * @param scale the one scale all leaves are answered on
 * @throws {RangeError} when a weight is not above 0, a branch has no children, or a mean lies outside the scale
 * @example
 * const leaves = [{ name: "ease", weight: 0.6, mean: 4.5, n: 80 }, { name: "speed", weight: 0.4, mean: 4, n: 75 }];
 * scoreIndexTree({ name: "service", weight: 1, children: leaves }, { min: 1, max: 5 }).value // => 82.5
 */
export function scoreIndexTree(root: IndexNode, scale: Scale): IndexScore {
  if (!(root.weight > 0)) throw new RangeError(`the weight of ${root.name} is above 0, got ${root.weight}`);
  return "children" in root ? scoreBranch(root, scale) : scoreLeaf(root, scale);
}

function scoreLeaf({ name, mean, n }: IndexLeaf, scale: Scale): IndexScore {
  const isPresent = mean !== null && n > 0;
  if (isPresent && !(mean >= scale.min && mean <= scale.max)) {
    throw new RangeError(`the mean of ${name} lies on ${scale.min}–${scale.max}, got ${mean}`);
  }
  return {
    name,
    value: isPresent ? indexOf(mean, scale) : null,
    mean: isPresent ? mean : null,
    n: isPresent ? n : 0,
    presentWeightShare: isPresent ? 1 : 0,
    isThin: !isPresent,
    interval: null,
    children: [],
  };
}

function scoreBranch(branch: IndexBranch, scale: Scale): IndexScore {
  if (branch.children.length === 0) throw new RangeError(`the branch ${branch.name} has no children`);
  const children = branch.children.map((child) => ({ weight: child.weight, score: scoreIndexTree(child, scale) }));
  const present = children.flatMap(({ weight, score }) => (score.mean === null ? [] : [{ weight, mean: score.mean, n: score.n }]));
  const presentWeight = sum(present.map(({ weight }) => weight));
  const mean = present.length === 0 ? null : sum(present.map((child) => child.weight * child.mean)) / presentWeight;
  const whole = sum(children.map(({ weight }) => weight));
  const presentWeightShare = sum(children.map(({ weight, score }) => weight * score.presentWeightShare)) / whole;
  return {
    name: branch.name,
    value: mean === null ? null : indexOf(mean, scale),
    mean,
    n: present.length === 0 ? 0 : Math.min(...present.map(({ n }) => n)),
    presentWeightShare,
    // weights such as 0.1 + 0.4 of 1 are half, whatever their last binary digit says
    isThin: presentWeightShare < 0.5 - 1e-12,
    interval: null,
    children: children.map(({ score }) => score),
  };
}
