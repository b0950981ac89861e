/**
 * Turns of phrase about time that mean something else than their words: "没等多久" holds 等 and 久 and is praise, "告诉了大概要多久" is
 * information and no complaint, "没人告诉要等多久" is one. What such a phrase covers is read as a whole: no word in it judges by itself.
 */
export type WaitPattern = readonly [valence: number, pattern: RegExp];

const few = "(?:[一二两三四五六七八九十几]{1,2}|[12]?\\d)";
const minutes = `\\s?${few}\\s?(?:来|多)?\\s?(?:秒钟?|分钟)(?:左右)?`;
const goesWrong = "(?![^,。!?]{0,5}(?:凉|冷|坏|断|掉|化|催|赶|关门|黑屏|闪退|死机|没电|没了))";
const tell = "(?:告诉|告知|说明|说清楚?|讲清楚?|讲明|提醒|提示|通知|预告|显示|写明|标明|写着)";
const howLong = "[^,。!?没不]{0,8}(?:要|需|得|还有|前面|等)[^,。!?没不]{0,4}(?:多久|多长时间|几分钟|多少分钟|几桌|几位|几个人)";
const wished = "(?<!(?:希望|能不能|能否|可不可以|要是|如果|建议|最好|以为|本来|说是|号称|承诺)[^,。!?]{0,5})";

/** Chinese phrases; the first that fits a place counts. */
export const zhWaits: readonly WaitPattern[] = [
  [-2, new RegExp(`(?:没人|没有人?|没|不|无人|从不|不肯|不会)[^,。!?没不]{0,3}${tell}${howLong}`, "g")],
  [-2, /(?:不知道?|不清楚|不晓得|搞不清)[^,。!?没不]{0,4}(?:要|还有|得|需|等)[^,。!?没不]{0,4}(?:多久|多长时间|几分钟|几桌|几位)/g],
  [1, new RegExp(`${wished}${tell}${howLong}`, "g")],
  [
    2,
    new RegExp(
      `${wished}(?:没有?|不用|不需要?|不必|无需|无须|免得?|没怎么|几乎没|基本没)(?:让(?:我们?|人|大家|客人|顾客))?(?:怎么|再|多|干)?` +
        "(?:等(?!到|来|于|级|上菜|[位候待座]区)[位候待座餐菜]?|排队(?!区|秩序|管))(?:了|过|上)?(?:太|很|多|这么|那么)?(?:久|长时间|一会儿?|半天)?",
      "g",
    ),
  ],
  [2, new RegExp(`${wished}(?:不到|没到|不出|只要|只用了?|只等了?|只花了?|才用了?|仅用了?)${minutes}${goesWrong}`, "g")],
  [
    2,
    new RegExp(
      `${wished}${minutes}(?:不到|以内|之内|内)?就(?:都|全|能|给|已经)?(?:上|到|好|齐|办|送|有|做|搞定|坐|入座|接通|回复|解决|排到|轮到|吃)`,
      "g",
    ),
  ],
];

const shortTime = "(?:a |one |two |three |four |five |six |seven |eight |nine |ten |fifteen |1?\\d )(?:short )?(?:seconds?|minutes?|mins?)";
const asked = "(?<!\\b(?:wish|should have|could have|hoped|supposed to|promised|said) (?:\\w+ ){0,3})";
/** English phrases; the first that fits a place counts. */
export const enWaits: readonly WaitPattern[] = [
  [
    -2,
    /\b(?:no ?body|no one|never|not|didn't|did not|wouldn't|couldn't|without) (?:\w+ ){0,2}?(?:tell|told|telling|say|said|saying|inform(?:ed)?|know|knew|explain(?:ed)?)\b(?: \w+){0,2} how (?:long|many)(?: (?:the|it|we|i|this))?(?: wait)?/g,
  ],
  [
    1,
    new RegExp(
      `${asked}\\b(?:told|tells|informed|let us know|let me know|explained|showed|shows|warned)\\b(?: \\w+){0,2} how (?:long|many minutes)(?: the wait)?`,
      "g",
    ),
  ],
  [
    2,
    new RegExp(
      `${asked}\\b(?:(?:did not|didn't|never|don't|hardly) (?:have to |had to |need to )?(?:wait|queue)(?:ed)?(?: in line)?(?: (?:too |very |that )?long| much| at all)?|(?:hardly|barely) (?:any|a) (?:wait|queue)|no (?:wait|waiting|queue|line)\\b(?! area| room| list))`,
      "g",
    ),
  ],
  [
    2,
    new RegExp(
      `${asked}\\b(?:only (?:waited|took|had to wait)(?: for)?|less than|within|under|in just|in only|no more than) ${shortTime}`,
      "g",
    ),
  ],
];

/**
 * Takes such phrases out of a comment.
 *
 * @param text a comment in normal form
 * @returns the comment with the phrases blanked, same length, and where each stood with what it says
 */
export function takeWaits(
  text: string,
  patterns: readonly WaitPattern[],
): { readonly rest: string; readonly waits: readonly { readonly at: number; readonly valence: number }[] } {
  let rest = text;
  const waits: { at: number; valence: number }[] = [];
  for (const [valence, pattern] of patterns) {
    rest = rest.replace(pattern, (found, ...more) => {
      waits.push({ at: more.find((one) => typeof one === "number")!, valence });
      return "\u0000".repeat(found.length);
    });
  }
  return { rest, waits };
}
