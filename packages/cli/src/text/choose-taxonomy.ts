import { readFile } from "node:fs/promises";
import { taxonomyTree } from "@manyi/contracts";
import { starterTaxonomies, type Taxonomy, taxonomyFaults, topicFinder } from "@manyi/core/text";
import { Failure, Misuse } from "../command.js";

/** A tree of topics, and whether a person named it. */
export interface ChosenTaxonomy {
  readonly taxonomy: Taxonomy;
  readonly isTold: boolean;
}

const FAULTS = {
  DUPLICATE: { "zh-CN": "编码重复", en: "code stands twice" },
  NO_PARENT: { "zh-CN": "没有上级话题", en: "has no parent topic" },
  NO_TERMS: { "zh-CN": "缺中文或英文的词", en: "lacks words in Chinese or English" },
} as const;

/**
 * The tree of topics to use: a starter set by its code, a JSON file, or else the starter set whose own topics the first
 * comments mention most.
 *
 * @throws {Misuse} when no starter set has that name and no such file exists
 * @throws {Failure} when the file is no tree of topics
 */
export async function chooseTaxonomy(
  told: string | undefined,
  path: (file: string) => string,
  comments: readonly string[],
): Promise<ChosenTaxonomy> {
  if (told === undefined) return { taxonomy: likeliest(comments), isTold: false };
  const starter = starterTaxonomies.find(({ code, name }) => code === told || name["zh-CN"] === told || name.en === told);
  return { taxonomy: starter ?? (await fromFile(told, path(told))), isTold: true };
}

function likeliest(comments: readonly string[]): Taxonomy {
  const codes = new Map<string, number>();
  for (const { topics } of starterTaxonomies) for (const { code } of topics) codes.set(code, (codes.get(code) ?? 0) + 1);
  // what only one or two trades speak of tells the trade
  const worth = (taxonomy: Taxonomy) => {
    const own = { ...taxonomy, topics: taxonomy.topics.filter(({ code }) => codes.get(code)! <= 2) };
    const find = topicFinder(own);
    return comments.filter((text) => find(text).length > 0).length;
  };
  const ranked = starterTaxonomies.map((taxonomy) => ({ taxonomy, n: worth(taxonomy) }));
  return ranked.reduce((best, next) => (next.n > best.n ? next : best)).taxonomy;
}

async function fromFile(told: string, path: string): Promise<Taxonomy> {
  const text = await readFile(path, "utf8").catch(() => {
    const names = starterTaxonomies.map(({ code }) => code).join(", ");
    throw new Misuse({
      "zh-CN": `--taxonomy 是一套现成话题的名字（${names}）或一个 JSON 文件，这里是“${told}”。`,
      en: `--taxonomy names a starter set (${names}) or a JSON file, not “${told}”.`,
    });
  });
  const read = taxonomyTree.safeParse(jsonOf(text));
  if (!read.success) {
    const where = read.error.issues[0]?.path.join(".") ?? "";
    throw new Failure({
      "zh-CN": `${told} 不是话题词表（${where || "内容"}）。`,
      en: `${told} is no tree of topics (${where || "content"}).`,
    });
  }
  const faults = taxonomyFaults(read.data);
  if (faults.length > 0) {
    const say = (locale: "zh-CN" | "en") =>
      faults
        .slice(0, 5)
        .map(({ code, fault }) => `${code}: ${FAULTS[fault][locale]}`)
        .join("; ");
    throw new Failure({ "zh-CN": `话题词表不能用：${say("zh-CN")}`, en: `The tree of topics cannot be used: ${say("en")}` });
  }
  return read.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return null;
  }
}
