import { LINES_EN, LINES_ZH } from "./comments.js";

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

export const linesOf = (isEnglish: boolean, subject: string, isGood: boolean): readonly string[] => {
  const lines = (isEnglish ? LINES_EN : LINES_ZH)[subject] ?? LINES_ZH[subject]!;
  return isGood ? lines.good : lines.bad;
};

type Talk = { readonly kind: "call" | "chat"; readonly turns: readonly (readonly ["客服" | "客户", string])[] };
export const CONVERSATIONS: readonly Talk[] = [
  {
    kind: "call",
    turns: [
      ["客服", "您好，请讲。"],
      ["客户", "昨晚等位等了一个多小时，叫号还漏了我们。"],
      ["客服", "很抱歉，我马上转给门店。"],
      ["客户", "希望有人给个说法。"],
    ],
  },
  {
    kind: "call",
    turns: [
      ["客服", "您好，请讲。"],
      ["客户", "想问生日能不能提前布置包间。"],
      ["客服", "可以，提前一天说就行。"],
      ["客户", "那太好了。"],
    ],
  },
  {
    kind: "chat",
    turns: [
      ["客户", "外卖少了一份米饭。"],
      ["客服", "抱歉，给您退差价可以吗？"],
      ["客户", "可以，下次别漏就行。"],
    ],
  },
  {
    kind: "chat",
    turns: [
      ["客户", "停车券怎么用？出口说没录上。"],
      ["客服", "您把车位号发来，我补录。"],
      ["客户", "每次都要补，挺麻烦的。"],
    ],
  },
  {
    kind: "call",
    turns: [
      ["客服", "您好，请讲。"],
      ["客户", "服务员帮老人把菜切小了，特意打来谢谢她。"],
      ["客服", "谢谢您，我们会转告。"],
    ],
  },
  {
    kind: "chat",
    turns: [
      ["客户", "会员卡的券结账时用不了。"],
      ["客服", "这张券限午市使用。"],
      ["客户", "券上没有写清楚，收银也说不明白。"],
    ],
  },
  {
    kind: "call",
    turns: [
      ["客服", "您好，请讲。"],
      ["客户", "上次投诉的汤，什么时候有结果？"],
      ["客服", "我帮您查，今天给您回电。"],
      ["客户", "好，别再拖了。"],
    ],
  },
];

export const REQUESTS = [
  "十二月十号想订两桌年会，要能投影的包间，请告诉我价格。",
  "公司每周三要三十份工作餐，能不能开月结发票？",
  "想给父母办金婚宴，请问有没有带舞台的厅？",
  "能不能加一份儿童套餐？每次都点不到适合孩子的。",
  "We are a group of twelve and need a vegetarian menu for next Friday.",
  "想办储值卡给员工当福利，请联系我。",
];

export const SUGGESTIONS = ["建议等位时能在手机上看到前面还有几桌。", "菜单上标一下辣度吧。", "希望打包盒换成能进微波炉的。"];

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
