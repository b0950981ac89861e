/** Words of a topic in each language, in normal form. A Chinese word is found anywhere, an English one at word borders. */
export interface TopicWords {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** What a customer gets out of it: the thing itself, the way there, or how people treat each other. */
export type BenefitType = "functional" | "process" | "relational";

/** One topic of a tree; data that an organisation edits and versions. */
export interface Topic {
  /** Stable code, never shown; `staff.attitude` stands below `staff`. */
  readonly code: string;
  readonly name: { readonly "zh-CN": string; readonly en: string };
  readonly terms: TopicWords;
  /** Expressions that contain a term and mean something else ("快餐" for "快"). */
  readonly except?: TopicWords | undefined;
  /** Opinions that already say the topic ("难吃", "overpriced"): they are terms and carry their own side. */
  readonly opinions?: { readonly good: TopicWords; readonly bad: TopicWords } | undefined;
  readonly benefit?: BenefitType | undefined;
}

export interface Taxonomy {
  readonly code: string;
  readonly version: string;
  readonly name: { readonly "zh-CN": string; readonly en: string };
  readonly topics: readonly Topic[];
}

/**
 * Whether a taxonomy can be used: codes are unique, parents exist, every topic has a word in each language.
 *
 * @returns the codes at fault; empty when all is well
 * @example
 * const name = { "zh-CN": "速度", en: "Speed" };
 * const topics = [{ code: "staff.speed", name, terms: { zh: ["慢"], en: [] } }];
 * taxonomyFaults({ code: "own", version: "1", name, topics })
 * // => [{ code: "staff.speed", fault: "NO_PARENT" }, { code: "staff.speed", fault: "NO_TERMS" }]
 */
export function taxonomyFaults(taxonomy: Taxonomy): { code: string; fault: "DUPLICATE" | "NO_PARENT" | "NO_TERMS" }[] {
  const codes = new Set<string>();
  const faults: { code: string; fault: "DUPLICATE" | "NO_PARENT" | "NO_TERMS" }[] = [];
  for (const { code } of taxonomy.topics) {
    if (codes.has(code)) faults.push({ code, fault: "DUPLICATE" });
    codes.add(code);
  }
  for (const { code, terms, opinions } of taxonomy.topics) {
    const parent = code.includes(".") ? code.slice(0, code.lastIndexOf(".")) : null;
    if (parent !== null && !codes.has(parent)) faults.push({ code, fault: "NO_PARENT" });
    const isParent = [...codes].some((other) => other.startsWith(`${code}.`));
    const has = (language: "zh" | "en") =>
      terms[language].length + (opinions?.good[language].length ?? 0) + (opinions?.bad[language].length ?? 0) > 0;
    if (!isParent && !(has("zh") && has("en"))) faults.push({ code, fault: "NO_TERMS" });
  }
  return faults;
}
