import type { Vocabulary } from "@manyi/contracts";

type Topic = Vocabulary["topics"][number];
export type TopicNode = { value: number; title: string; children: TopicNode[] };

/** Topics as a tree to choose from, in their order; one whose parent is not offered stands by itself. */
export function topicTree(topics: readonly Topic[], words: (name: Topic["name"]) => string): TopicNode[] {
  const nodes = new Map(topics.map(({ id, code, name }) => [code, { value: id, title: words(name), children: [] as TopicNode[] }]));
  const roots: TopicNode[] = [];
  for (const { code, parentCode } of topics) {
    const parent = parentCode === null ? undefined : nodes.get(parentCode);
    (parent?.children ?? roots).push(nodes.get(code)!);
  }
  return roots;
}
