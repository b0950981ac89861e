import type { Topic, TopicWords } from "./taxonomy.js";

const split = (zh: string, en: string): TopicWords => ({
  zh: zh === "" ? [] : zh.split(" "),
  en: en === "" ? [] : en.split("|"),
});

/** One topic from word lists: Chinese words parted by blanks, English expressions by bars. */
export function topic(
  code: string,
  names: readonly [zh: string, en: string],
  zh: string,
  en: string,
  more: {
    good?: readonly [zh: string, en: string];
    bad?: readonly [zh: string, en: string];
    except?: readonly [zh: string, en: string];
  } = {},
): Topic {
  const opinions = { good: split(...(more.good ?? ["", ""])), bad: split(...(more.bad ?? ["", ""])) };
  return {
    code,
    name: { "zh-CN": names[0], en: names[1] },
    terms: split(zh, en),
    ...(more.except === undefined ? {} : { except: split(...more.except) }),
    ...(more.good === undefined && more.bad === undefined ? {} : { opinions }),
  };
}
