import { wordMatcher } from "@manyi/core/feedback";
import type { LocalText } from "@manyi/core/survey";
import { sql } from "kysely";
import type { Context } from "../../platform/context.js";

type TopicRow = { attribute_code: string | null; words: { terms?: { zh?: readonly string[]; en?: readonly string[] } } };

/** Which attribute a word stands for: by hand where somebody said so, else by the words of topics and the names of attributes. */
export async function readDictionary(
  ctx: Context,
  kind: string,
): Promise<(label: string) => { code: string; by: "dictionary" | "hand" } | null> {
  const [topics, attributes, byHand] = await Promise.all([
    sql<TopicRow>`select attribute_code, words from topics where tenant_id = ${ctx.tenantId} and retired_at is null and attribute_code is not null`.execute(
      ctx.db,
    ),
    ctx.db.selectFrom("attributes").select(["code", "name"]).where("tenant_id", "=", ctx.tenantId).execute(),
    ctx.db
      .selectFrom("expectation_sources")
      .select(["label", "attribute_code"])
      .distinct()
      .where("tenant_id", "=", ctx.tenantId)
      .where("kind", "=", kind)
      .where("mapped_by", "=", "hand")
      .where("attribute_code", "is not", null)
      .execute(),
  ]);
  const hand = new Map(byHand.map((row) => [row.label.toLowerCase(), row.attribute_code!]));
  const named = (name: LocalText) => [name["zh-CN"] ?? "", name.en ?? ""].filter((word) => word.length > 1);
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
    const code = match(label);
    return code === null ? null : { code, by: "dictionary" };
  };
}
