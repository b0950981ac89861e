import type { Dice } from "./dice.js";

/** Simplified characters and their traditional forms, one after the other; those that the demo's comments use. */
const PAIRS =
  "时時间間务務员員态態贵貴钱錢点點几幾没沒说說谢謝这這还還过過鱼魚鲜鮮汤湯问問给給让讓车車楼樓头頭净淨装裝气氣来來后後门門听聽单單结結账賬号號个個们們开開关關会會总總变變样樣觉覺实實满滿软軟盘盤队隊钟鐘齐齊应應该該较較传傳厅廳声聲灯燈凉涼饭飯馒饅红紅烧燒价價涨漲码碼优優难難绕繞远遠场場爱愛亲親带帶妈媽边邊盐鹽鸭鴨鸡雞虾蝦萝蘿卜蔔酱醬热熱两兩错錯为為么麼请請谁誰连連对對长長";
const OLD = new Map(Array.from({ length: PAIRS.length / 2 }, (_, i) => [PAIRS[2 * i]!, PAIRS[2 * i + 1]!]));

const EMOJI = { good: ["👍", "😋", "😊", "❤", "👏", "🌹", "😄"], bad: ["😤", "😞", "👎", "😡", "🙄"] } as const;
const MIXED = { good: ["nice", "so good", "respect", "love it"], bad: ["emmm", "so sad", "sorry 真的不行", "OK 吧"] } as const;

/** Clauses as somebody types them: with marks or blanks or nothing, a wave, shouting, a picture, an English word, an older script. */
export function typed(
  dice: Dice,
  clauses: readonly string[],
  { isEnglish, isGood }: { readonly isEnglish: boolean; readonly isGood: boolean },
): string {
  const side = isGood ? "good" : "bad";
  const habit = dice.uniform();
  if (isEnglish) {
    const text = clauses.join(habit < 0.4 ? ". " : habit < 0.85 ? ", " : " ");
    const upper =
      habit < 0.85 ? text.replace(/(^|\. )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase()) : text;
    return `${upper}${habit < 0.75 ? (isGood && dice.chance(0.3) ? "!" : ".") : ""}${dice.chance(0.06) ? ` ${dice.pick(EMOJI[side])}` : ""}`;
  }
  const parts = dice.chance(0.035) ? [...clauses, dice.pick(MIXED[side])] : clauses;
  const mark = habit < 0.09 ? " " : dice.chance(0.25) ? "。" : "，";
  const whole = parts.map((part) => (mark === " " ? part.replaceAll("，", " ") : part)).join(mark);
  const end = habit < 0.28 ? "" : habit < 0.86 ? "。" : habit < 0.9 ? "～" : habit < 0.95 ? "！" : "！！";
  const picture = dice.chance(0.07) ? dice.pick(EMOJI[side]).repeat(1 + dice.below(2)) : "";
  const text = `${whole}${end}${picture}`;
  return dice.chance(0.025) ? Array.from(text, (letter) => OLD.get(letter) ?? letter).join("") : text;
}
