/** A place inside a JSON value, `review.author.name` or `items[0].text`, with what stands there. */
export type PathSample = { readonly path: string; readonly sample: string };

const STEP = /[^.[\]]+/g;
const SHAPE = /^[^.[\]]+(?:\.[^.[\]]+|\[\d+\])*$/;

/**
 * Whether a text is a path as `valueAt` reads it.
 *
 * @example
 * isPath("data.reviews[0].text") // => true
 * @example
 * isPath("data..text") // => false
 */
export function isPath(text: string): boolean {
  return text.length <= 200 && SHAPE.test(text);
}

/**
 * What stands at a path.
 *
 * @returns `undefined` when the path leads nowhere
 * @example
 * valueAt({ review: { stars: [4, 5] } }, "review.stars[1]") // => 5
 */
export function valueAt(value: unknown, path: string): unknown {
  let here = value;
  for (const step of path.match(STEP) ?? []) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[step];
  }
  return here;
}

/**
 * Every leaf of a JSON value with the beginning of what it holds; of a list only the first entry.
 *
 * @param limit most paths, so that a wild payload does not flood a page
 * @example
 * pathsOf({ id: 7, author: { name: "甲" } }) // => [{ path: "id", sample: "7" }, { path: "author.name", sample: "甲" }]
 */
export function pathsOf(value: unknown, limit = 100): readonly PathSample[] {
  const found: PathSample[] = [];
  const walk = (here: unknown, path: string, depth: number): void => {
    if (found.length >= limit || depth > 8) return;
    if (Array.isArray(here)) {
      if (here.length > 0 && path !== "") walk(here[0], `${path}[0]`, depth + 1);
      return;
    }
    if (typeof here === "object" && here !== null) {
      for (const [name, inner] of Object.entries(here))
        if (/^[^.[\]]+$/.test(name)) walk(inner, path === "" ? name : `${path}.${name}`, depth + 1);
      return;
    }
    if (path !== "") found.push({ path, sample: String(here ?? "").slice(0, 80) });
  };
  walk(value, "", 0);
  return found;
}

const LIKELY: readonly (readonly [string, RegExp])[] = [
  ["id", /(^|[._])(id|uuid|no|number|编号)$|(review|comment|post|message|call|ticket|thread)_?id$/i],
  ["url", /url$|link$|permalink$|链接$/i],
  ["rating", /rating$|stars?$|score$|评分$|星级$/i],
  ["text", /(^|[._])(text|body|content|comment|review|message|description|内容|评论)$/i],
  ["title", /(^|[._])(title|subject|headline|标题|主题)$/i],
  ["platform", /platform$|site$|平台$/i],
  ["product", /product(\.name|_name)?$|sku$|item_name$|商品$|产品$/i],
  ["author", /(author|user|customer|reviewer|sender|from)([._](name|nick|nickname|display_name))?$|nickname$|昵称$/i],
  ["email", /e?mail$|邮箱$/i],
  ["phone", /phone$|mobile$|tel$|手机$|电话$/i],
  ["date", /(created|posted|published|received|occurred|updated)_?(at|on|time)?$|date$|time(stamp)?$|时间$|日期$/i],
  ["unit", /(store|shop|branch|outlet|unit)([._](code|id|name|no))?$|门店$/i],
  ["touchpoint", /touch_?point$|触点$/i],
  ["language", /^lang(uage)?$|locale$|语言$/i],
];

/**
 * Guesses which path of a payload means what, by its name; each path is used once.
 *
 * @example
 * suggestPaths([{ path: "review.id", sample: "9" }, { path: "review.text", sample: "好" }]) // => { id: "review.id", text: "review.text" }
 */
export function suggestPaths(paths: readonly PathSample[]): Readonly<Record<string, string>> {
  const taken = new Set<string>();
  const found: Record<string, string> = {};
  for (const [field, pattern] of LIKELY) {
    const match = paths.find(({ path, sample }) => sample !== "" && !taken.has(path) && pattern.test(path));
    if (match === undefined) continue;
    taken.add(match.path);
    found[field] = match.path;
  }
  return found;
}
