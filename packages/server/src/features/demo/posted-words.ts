import { commentOf, spokenOf } from "./comments.js";
import { type Dice, diceOf } from "./dice.js";

/** Two platforms that do not exist, and what people write there; all of it invented for the demo. */
export const PLATFORMS = [
  { name: "味觉地图", address: "https://tastemap.example/r/" },
  { name: "街坊食评", address: "https://neighbours.example/p/" },
] as const;

export const NICKNAMES = [
  "小丸子",
  "爱吃鱼的猫",
  "周末觅食",
  "阿强",
  "一勺糖",
  "Mia",
  "路过的人",
  "老饕",
  "七分饱",
  "Tom",
  "不吃香菜",
  "柚子茶",
];
export const DISHES = ["红烧肉", "清蒸鲈鱼", "招牌松鼠鳜鱼", "现蒸白馒头", "酸梅汤", "小炒时蔬"];
/** What a review is about, and how often. */
export const SUBJECTS = [
  "serving_speed",
  "serving_speed",
  "taste",
  "taste",
  "taste",
  "staff",
  "waiting",
  "cleanliness",
  "price",
  "parking",
  "decor",
  "delivery",
];

/** The words of a review. */
export const reviewOf = (dice: Dice, isEnglish: boolean, subject: string, isGood: boolean): string | null =>
  commentOf(dice, { isEnglish, subject, isGood });

type Turn = readonly ["客服" | "客户", string];
export type Talk = { readonly kind: "call" | "chat"; readonly turns: readonly Turn[] };
const HELLOS = ["您好，请讲。", "您好，很高兴为您服务。", "您好，请问有什么可以帮您？", "您好，客服在的。"];
const FACTS = [
  "是昨天晚上的事。",
  "小票我还留着。",
  "就在包间。",
  "当时跟店里说过。",
  "上周日中午。",
  "会员号可以报给您。",
  "我有照片。",
  "发生在结账的时候。",
];
const PROMISES = [
  "很抱歉，我马上转给门店。",
  "我记下了，今天给您回电。",
  "抱歉让您不愉快，店长会联系您。",
  "我查一下，请稍等。",
  "我先登记，两天内答复您。",
];
const ENDS_BAD = ["希望有人给个说法。", "好，别再拖了。", "行吧，等你们消息。", "下次别这样就行。", "麻烦快一点。", "那我再等等看。"];
const ENDS_GOOD = ["特意打来说一声谢谢。", "请转告他们。", "没别的事，就想表扬一下。", "继续保持。", "下个月还来。"];
const QUESTIONS = [
  "想问生日能不能提前布置包间。",
  "请问端午有没有午市套餐？",
  "十个人的包间最低消费多少？",
  "能带宠物坐室外吗？",
  "会员积分年底会清零吗？",
  "松鼠鳜鱼能不能做小份？",
  "工作日几点开始放号？",
  "有没有素食的桌餐？",
  "地铁站出来走哪个口近？",
  "寿宴能不能自带蛋糕进来？",
  "周末包间要提前几天订？",
  "会员生日当天有什么表示吗？",
  "外卖能不能开公司抬头的发票？",
  "你们后厨可以做少油少盐的吗？",
];
const ANSWERS = ["可以，提前一天说就行。", "有的，我把菜单发给您。", "这个要看门店，我帮您问。", "能的，到店说一声就好。"];

/** A call or a chat: a question now and then, praise sometimes, most often something that went wrong. */
export function talkOf(index: number): Talk {
  const dice = diceOf(`talk words ${index}`);
  const kind = dice.chance(0.5) ? "call" : "chat";
  const hello: Turn = ["客服", dice.pick(HELLOS)];
  if (dice.chance(0.25)) {
    const thanks = dice.pick(["那太好了。", "好的，谢谢。", "行，我到时候再打。", "明白了。"]);
    return { kind, turns: [hello, ["客户", dice.pick(QUESTIONS)], ["客服", dice.pick(ANSWERS)], ["客户", thanks]] };
  }
  const isGood = dice.chance(0.2);
  const said = spokenOf(dice, { isEnglish: false, subject: dice.pick(isGood ? ["staff", "staff", "taste"] : SUBJECTS), isGood });
  if (isGood) return { kind, turns: [hello, ["客户", said], ["客服", "谢谢您，我们会转告。"], ["客户", dice.pick(ENDS_GOOD)]] };
  const turns: Turn[] = [hello, ["客户", said], ["客服", "请问具体是什么时候的事？"], ["客户", dice.pick(FACTS)]];
  return { kind, turns: [...turns, ["客服", dice.pick(PROMISES)], ["客户", dice.pick(ENDS_BAD)]] };
}

export const REQUESTS = [
  "十二月十号想订两桌年会，要能投影的包间，请告诉我价格。",
  "公司每周三要三十份工作餐，能不能开月结发票？",
  "想给父母办金婚宴，请问有没有带舞台的厅？",
  "能不能加一份儿童套餐？每次都点不到适合孩子的。",
  "We are a group of twelve and need a vegetarian menu for next Friday.",
  "想办储值卡给员工当福利，请联系我。",
];

export const SUGGESTIONS = [
  "建议等位时能在手机上看到前面还有几桌。",
  "菜单上标一下辣度吧。",
  "希望打包盒换成能进微波炉的。",
  "能不能点半份？两个人吃不完一整份。",
  "Please put an English menu on the tables.",
];

/** Words people search on the way to a table, and how often in a month. Invented. */
export const SEARCHES: readonly (readonly [word: string, volume: number])[] = [
  ["停车便利的餐厅", 820],
  ["上菜速度快的餐厅", 640],
  ["等位体验好的饭店", 410],
  ["环境整洁的包间", 380],
  ["价格公道家常菜", 560],
  ["生日惊喜餐厅", 470],
  ["带儿童乐园的餐厅", 690],
  ["能带宠物的餐厅", 350],
  ["装修氛围好的约会餐厅", 300],
  ["外卖打包盒微波", 120],
];
export const PAGES: readonly (readonly [page: string, attribute: string, seconds: number])[] = [
  ["/menu", "taste", 184_000],
  ["/booking", "waiting", 96_000],
  ["/parking", "parking", 41_000],
  ["/prices", "price", 77_000],
];
