/** What a column of a file of reviews, posts or messages becomes; mirrors the import's mapping targets. */
export type PostTarget =
  | { readonly to: "stars"; readonly min: 1; readonly max: 5 | 10 | 100 }
  | { readonly to: "platform" | "product" | "author" | "url" | "email" | "phone" | "asked" | "comment" | "unit" | "key" };

const NAMES: readonly (readonly [pattern: RegExp, to: PostTarget["to"]])[] = [
  [/(^|[._])(url|link|permalink)$|链接|网址/i, "url"],
  [/platform|(^|[._])site$|平台|网站/i, "platform"],
  [/rating|stars?$|(^|[._])score$|评分|星级|打分/i, "stars"],
  [/e-?mail|邮箱/i, "email"],
  [/phone|mobile|(^|[._])tel$|手机|电话/i, "phone"],
  [/product|(^|[._])(sku|dish|item)$|产品|商品|菜品/i, "product"],
  [/author|reviewer|nick ?name|user(name|[._]name)?$|作者|昵称|用户名|评论人/i, "author"],
  [/asked|wants? ?(an )?(answer|reply)|要求答复|需要回复/i, "asked"],
  [/(^|[._])(text|body|content|review|comment|message|post)$|内容|评论|评价|正文|留言/i, "comment"],
  [/store|shop|branch|outlet|(^|[._])unit$|门店|店铺|网点/i, "unit"],
  [/(^|[._])id$|(review|post|comment|message)_?id$|编号/i, "key"],
];

/**
 * Suggests what the columns of a file of public posts mean, by their names; each meaning is given once.
 *
 * @param columns names with some of their values
 * @returns targets by column name; columns that say nothing are left out
 * @example
 * suggestPostTargets([{ name: "评分", samples: ["4", "5"] }, { name: "链接", samples: ["https://x.test/1"] }]) // => { "评分": { to: "stars", min: 1, max: 5 }, "链接": { to: "url" } }
 */
export function suggestPostTargets(
  columns: readonly { readonly name: string; readonly samples: readonly string[] }[],
): Readonly<Record<string, PostTarget>> {
  const taken = new Set<PostTarget["to"]>();
  const found: Record<string, PostTarget> = {};
  for (const { name, samples } of columns) {
    const to = NAMES.find(([pattern, meaning]) => pattern.test(name) && !taken.has(meaning))?.[1];
    if (to === undefined) continue;
    taken.add(to);
    if (to !== "stars") {
      found[name] = { to };
      continue;
    }
    const most = Math.max(1, ...samples.map(Number).filter(Number.isFinite));
    found[name] = { to, min: 1, max: most <= 5 ? 5 : most <= 10 ? 10 : 100 };
  }
  return found;
}

/**
 * Whether a file looks like public posts: it names an address or a platform, and a text or a rating.
 *
 * @example
 * looksLikePosts(suggestPostTargets([{ name: "url", samples: [] }, { name: "text", samples: [] }])) // => true
 */
export function looksLikePosts(targets: Readonly<Record<string, PostTarget>>): boolean {
  const meanings = new Set(Object.values(targets).map(({ to }) => to));
  return (meanings.has("url") || meanings.has("platform")) && (meanings.has("comment") || meanings.has("stars"));
}
