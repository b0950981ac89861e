import { type api, type In, type Out, taxonomyTree } from "@manyi/contracts";

export type Draft = In<typeof api.taxonomy.save>["body"]["topics"][number];
type InForce = Out<typeof api.taxonomy.get>["topics"][number];

/** The tree as the editor changes it. */
export function draftOf(topics: readonly InForce[]): Draft[] {
  return topics.map(({ isRetired: _, ...topic }) => topic);
}

/** The topic above, by its code; `null` at the top. */
export function parentOf(code: string): string | null {
  return code.includes(".") ? code.slice(0, code.lastIndexOf(".")) : null;
}

/** Words typed or pasted: parted by lines, commas or Chinese enumeration marks; blanks part Chinese words too. Each once. */
export function wordsOf(text: string, language: "zh" | "en"): string[] {
  const parts = text.split(language === "zh" ? /[\s,，、;；|]+/ : /[\n,，、;；|]+/);
  return [...new Set(parts.map((part) => part.trim().toLowerCase()).filter((part) => part !== "" && part.length <= 60))];
}

/** A code that no topic has yet: from the English name, else by number; below its parent. */
export function freeCode(topics: readonly Draft[], english: string, parent: string | null): string {
  const plain = english
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 30);
  const base = plain === "" ? "topic" : plain;
  const taken = new Set(topics.map(({ code }) => code));
  for (let number = 1; ; number++) {
    const code = `${parent === null ? "" : `${parent}.`}${base}${number === 1 ? "" : `_${number}`}`;
    if (!taken.has(code)) return code;
  }
}

/** A changed topic in its place; a changed code takes the topics below along. */
export function withTopic(topics: readonly Draft[], code: string, change: Partial<Draft>): Draft[] {
  const next = change.code ?? code;
  return topics.map((topic) => {
    if (topic.code === code) return { ...topic, ...change };
    return topic.code.startsWith(`${code}.`) ? { ...topic, code: `${next}${topic.code.slice(code.length)}` } : topic;
  });
}

/** Without a topic and all below it. */
export function without(topics: readonly Draft[], code: string): Draft[] {
  return topics.filter((topic) => topic.code !== code && !topic.code.startsWith(`${code}.`));
}

/** A tree as a file holds it: no ids of this organisation. */
export function asFile(topics: readonly Draft[], version: number): string {
  const plain = topics.map(({ id: _, attribute: __, ...topic }) => topic);
  return JSON.stringify({ code: "own", version: String(version), name: { "zh-CN": "话题词表", en: "Topics" }, topics: plain }, null, 2);
}

/** Reads such a file; topics that are known by their code keep their id and attribute. @returns `null` when it is none */
export function fromFile(text: string, known: readonly Draft[]): Draft[] | null {
  try {
    const read = taxonomyTree.safeParse(JSON.parse(text));
    return read.success ? adopted(read.data.topics, known) : null;
  } catch {
    return null;
  }
}

/** Topics from elsewhere, taken as this organisation's own. */
export function adopted(topics: readonly Draft[], known: readonly Draft[]): Draft[] {
  return topics.map((topic) => {
    const own = known.find(({ code }) => code === topic.code);
    const { id: _, ...rest } = topic;
    return { ...rest, attribute: own?.attribute ?? null, ...(own?.id === undefined ? {} : { id: own.id }) };
  });
}
