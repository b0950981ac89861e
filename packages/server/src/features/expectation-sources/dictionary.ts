import { wordMatcher } from "@manyi/core/feedback";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";
import { ruleMatcher } from "./page-path.js";

type TopicRow = { attribute_code: string | null; words: { terms?: { zh?: readonly string[]; en?: readonly string[] } } };
type Mapped = { readonly code: string; readonly by: "dictionary" | "rule" | "hand" };

/**
 * Which attribute a word or page stands for: by hand where somebody said so, then for pages by the rules of paths, else by the words of
 * topics and the names of attributes.
 */
export async function readDictionary(
  { db, tenantId }: Pick<Context, "db" | "tenantId">,
  kind: string,
): Promise<(label: string) => Mapped | null> {
  const [topics, attributes, byHand, rules] = await Promise.all([
    sql<TopicRow>`select attribute_code, words from topics where tenant_id = ${tenantId} and retired_at is null and attribute_code is not null`.execute(
      db,
    ),
    db.selectFrom("attributes").select(["code", "name"]).where("tenant_id", "=", tenantId).execute(),
    db
      .selectFrom("expectation_sources")
      .select(["label", "attribute_code"])
      .distinct()
      .where("tenant_id", "=", tenantId)
      .where("kind", "=", kind)
      .where("mapped_by", "=", "hand")
      .where("attribute_code", "is not", null)
      .execute(),
    kind === "dwell"
      ? db.selectFrom("page_rules").select(["pattern", "attribute_code as code"]).where("tenant_id", "=", tenantId).execute()
      : [],
  ]);
  const hand = new Map(byHand.map((row) => [row.label.toLowerCase(), row.attribute_code!]));
  const named = (name: LocalText) => [name["zh-CN"] ?? "", name.en ?? ""].filter((word) => word.length > 1);
  const byRule = ruleMatcher(rules);
  const match = wordMatcher([
    ...attributes.map(({ code, name }) => ({ code, words: named(name) })),
    ...topics.rows.map(({ attribute_code: code, words }) => ({
      code: code!,
      words: [...(words.terms?.zh ?? []), ...(words.terms?.en ?? [])],
    })),
  ]);
  return (label) => {
    const known = hand.get(label.toLowerCase());
    if (known !== undefined) return { code: known, by: "hand" };
    const ruled = byRule(label);
    if (ruled !== null) return { code: ruled, by: "rule" };
    const code = match(label);
    return code === null ? null : { code, by: "dictionary" };
  };
}
