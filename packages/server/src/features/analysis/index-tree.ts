import type { api } from "@manyi/contracts";
import { type IndexNode, type IndexScore, indexOf, scoreIndexTree, threeItemIndex } from "@manyi/core/measures";
import type { LocalText } from "@manyi/core/survey";
import type { z } from "zod";
import { type Asked, attributeNames, readMoments } from "../figures/index.js";
import type { ModelDefinition, ModelQuestion } from "./model-settings.js";

type Reply = z.input<typeof api.analysis.model.reply>;
type Tree = NonNullable<Reply["tree"]>;
export type Attribute = { readonly code: string; readonly parent_code: string | null; readonly weight: number | null };
/** What an index is weighed by: the tree of attributes, and weights of the model's own by metric code. */
export type Weights = { readonly attributes: ReadonlyMap<string, Attribute>; readonly own: Readonly<Record<string, number>> };

/** What a leaf rests on: everybody who answered it, whatever else they left out. */
async function meanOf(asked: Asked, code: string): Promise<{ mean: number | null; n: number }> {
  const found = await readMoments(asked, [code], "whole");
  return found === null ? { mean: null, n: 0 } : { mean: found.whole.sums[0]! / found.whole.n, n: found.counts.n };
}

/**
 * The weighted index tree over the rated attributes of a survey: attributes under their parents, these under theirs, by the weights set in the model, else
 * those of the attributes, else alike. Every leaf is stretched to 0–100.
 *
 * @returns `null` when the survey rates nothing
 */
export async function scoreTree(asked: Asked, { weights }: ModelDefinition, questions: readonly ModelQuestion[]): Promise<Tree | null> {
  const rated = questions.filter(({ code }) => code.startsWith("p:"));
  if (rated.length === 0) return null;
  const { db, tenantId } = asked.ctx;
  const [attributes, means, nameOf] = await Promise.all([
    db.selectFrom("attributes").select(["code", "parent_code", "weight"]).where("tenant_id", "=", tenantId).execute(),
    Promise.all(rated.map(({ code }) => meanOf(asked, code))),
    attributeNames(asked.ctx),
  ]);
  const leaves = rated.map(({ code, min, max }, i) => {
    const { mean, n } = means[i]!;
    return { name: code.slice("p:".length), mean: mean === null ? null : indexOf(mean, { min, max }), n };
  });
  const root = treeOf(leaves, { attributes: new Map(attributes.map((one): [string, Attribute] => [one.code, one])), own: weights });
  return root === null ? null : linesOf(scoreIndexTree(root, { min: 0, max: 100 }), root, nameOf);
}

type Leaf = Extract<IndexNode, { mean: number | null }>;

/** Rated attributes, their means on 0–100, as the tree they are weighed in; `null` when none of them counts. */
export function treeOf(rated: readonly Omit<Leaf, "weight">[], { attributes, own }: Weights): IndexNode | null {
  const weightOf = (attribute: string) => own[`p:${attribute}`] ?? positive(attributes.get(attribute)?.weight) ?? 1;
  const isSet = (attribute: string) => own[`p:${attribute}`] !== undefined;
  const leaves = rated.map((leaf) => ({ ...leaf, weight: weightOf(leaf.name) }));
  const children = branchesOf(leaves, attributes, { weightOf, isSet });
  return children.length === 0 ? null : { name: "", weight: 1, children };
}

/**
 * Leaves under their parents, these under theirs. What stands above rated attributes and is rated itself is made of its parts: its own
 * rating would count the same twice.
 */
function branchesOf(
  leaves: readonly Leaf[],
  known: ReadonlyMap<string, Attribute>,
  { weightOf, isSet }: { weightOf: (code: string) => number; isSet: (code: string) => boolean },
): IndexNode[] {
  const parentOf = (code: string) => {
    const parent = known.get(code)?.parent_code ?? null;
    return parent !== null && known.has(parent) ? parent : null;
  };
  const below = new Map<string | null, Set<string>>();
  for (const { name } of leaves) {
    const seen = new Set<string>();
    for (let code: string | null = name; code !== null && !seen.has(code); code = parentOf(code)) {
      seen.add(code);
      const parent = parentOf(code);
      below.set(parent, (below.get(parent) ?? new Set()).add(code));
    }
  }
  const nodesBelow = (parent: string | null): IndexNode[] => {
    // beside siblings with weights an attribute without one counts nothing
    const isWeighed = [...known.values()].some(({ code, weight }) => parentOf(code) === parent && positive(weight) !== null);
    return [...(below.get(parent) ?? [])]
      .filter((code) => !isWeighed || isSet(code) || positive(known.get(code)?.weight) !== null)
      .flatMap((code): IndexNode[] => {
        if (!below.has(code)) return leaves.filter(({ name }) => name === code);
        const children = nodesBelow(code);
        return children.length === 0 ? [] : [{ name: code, weight: weightOf(code), children }];
      });
  };
  return nodesBelow(null);
}

function positive(weight: number | null | undefined): number | null {
  return weight !== null && weight !== undefined && weight > 0 ? weight : null;
}

/** The tree as lines, top down. */
function linesOf(score: IndexScore, node: IndexNode, nameOf: (code: string) => LocalText, depth = 0, weight = 1): Tree {
  const below = "children" in node ? node.children : [];
  const whole = below.reduce((sum, child) => sum + child.weight, 0);
  return [
    {
      name: score.name,
      label: depth === 0 ? null : nameOf(score.name),
      depth,
      weight,
      value: score.value,
      n: score.n,
      presentShare: score.presentWeightShare,
      isThin: score.isThin,
    },
    ...score.children.flatMap((child, i) => linesOf(child, below[i]!, nameOf, depth + 1, below[i]!.weight / whole)),
  ];
}

/** The three-item index, each item stretched to 1–10 and weighed as the mapping says, else alike; `null` when none is chosen or one has no answers. */
export async function threeItems(asked: Asked, { threeItems: codes, threeWeights }: ModelDefinition): Promise<Reply["threeItem"]> {
  if (codes === null) return null;
  const means = await Promise.all(
    codes.map(async (code) => {
      const place = asked.catalog.find(code, asked.surveys);
      const { mean, n } = place.kind === "asked" ? await meanOf(asked, code) : { mean: null, n: 0 };
      return { mean: mean === null || place.kind !== "asked" ? null : 1 + (9 * indexOf(mean, place.scale)) / 100, n };
    }),
  );
  const weights = threeWeights ?? ([1, 1, 1] as const);
  const found = threeItemIndex([means[0]!, means[1]!, means[2]!], weights);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return found === null
    ? null
    : { value: found.value, n: found.n, means: means.map(({ mean }) => mean!), weights: weights.map((weight) => weight / whole) };
}
