import type { ChecklistDefinition, ChecklistItem, GuideQuestion, Mood } from "@manyi/contracts";
import type { LocalText } from "@manyi/core/survey";

/** The question that guests were asked in the demo. */
export const ASKED = { "zh-CN": "如果只能改一样，您希望我们改什么？", en: "If we could change one thing, what should it be?" } as const;

/** What staff wrote down; written for the demo. `asked` were answers to the question of the day. */
export const NOTES: readonly { readonly mood: Mood; readonly text: string; readonly asked?: true; readonly locale?: "en" }[] = [
  { mood: "wish", text: "等位的客人想先看菜单，说看着菜单等就不觉得久。" },
  { mood: "complaint", text: "两桌客人问热菜怎么还没上，都等了半小时以上。" },
  { mood: "praise", text: "一位老先生夸小李把肉切小了再端上来。" },
  { mood: "question", text: "客人问生日当天有没有长寿面，我们自己也说不清。" },
  { mood: "wish", text: "带孩子的客人希望儿童餐可以少辣。", asked: true },
  { mood: "praise", text: "客人说现在传菜快多了，高峰期也没等。" },
  { mood: "complaint", text: "停车券只给两小时，客人觉得不够吃一顿饭。" },
  { mood: "wish", text: "客人希望付款时能看到每道菜的价钱。" },
  { mood: "question", text: "有客人问招牌松鼠鳜鱼能不能做小份。", asked: true },
  { mood: "praise", text: "白馒头又被夸了，说比想的好吃。" },
  { mood: "complaint", text: "等位区的座位不够，站着的老人有意见。" },
  { mood: "wish", text: "商务客人希望有一间能安静说话的小包间。", asked: true },
  { mood: "praise", text: "A guest praised the waiter who walked them to the car with an umbrella.", locale: "en" },
  { mood: "wish", text: "Guests asked for an English menu at the table, not only at the counter.", locale: "en", asked: true },
  { mood: "complaint", text: "叫号屏幕坏了一晚上，过号的客人来吵。" },
  { mood: "wish", text: "老顾客问能不能存酒，下次来接着喝。" },
  { mood: "complaint", text: "靠门那桌说风大，换了两次位子。" },
  { mood: "praise", text: "孩子过生日，后厨加画了一个糖字，一桌人都鼓掌。" },
  { mood: "question", text: "有人问外卖能不能只要半份。" },
  { mood: "wish", text: "带老人的客人希望洗手间装扶手。", asked: true },
  { mood: "complaint", text: "午市最后一单等了四十分钟，客人结账时脸色不好。" },
  { mood: "praise", text: "客人特意回来说地面比上次干爽。" },
  { mood: "question", text: "客人问券和会员价能不能一起用，收银也要查。", asked: true },
  { mood: "wish", text: "希望儿童椅多两把，周日不够用。" },
  { mood: "praise", text: "新来的传菜员把每道菜的名字都报了一遍，客人说清楚。" },
  { mood: "complaint", text: "空调正对八号桌，客人披着外套吃完。" },
  { mood: "wish", text: "客人想要无糖的饮料，不想只喝茶。", asked: true },
  { mood: "question", text: "外地客人问能不能寄一份腊肠回家。" },
  { mood: "praise", text: "A couple thanked us for writing the allergens next to each dish.", locale: "en" },
  { mood: "complaint", text: "Two guests could not read the QR menu and waited for a paper one.", locale: "en", asked: true },
];

export type GuideWords = { readonly title: LocalText; readonly purpose: LocalText; readonly questions: readonly GuideQuestion[] };
export const GUIDE: GuideWords = {
  title: { "zh-CN": "等位体验访谈", en: "Waiting for a table" },
  purpose: { "zh-CN": "弄清等位时客人真正在意什么", en: "Find out what guests really mind while they wait" },
  questions: [
    {
      key: "q-1",
      text: { "zh-CN": "这次来之前，您期待什么？", en: "What did you expect before you came?" },
      probes: [{ "zh-CN": "上一次是什么样？", en: "What was it like last time?" }],
    },
    {
      key: "q-2",
      text: { "zh-CN": "等位的那段时间，您在做什么、想什么？", en: "What did you do and think while you waited?" },
      probes: [{ "zh-CN": "哪一刻最不舒服？", en: "Which moment was worst?" }],
    },
    { key: "q-3", text: { "zh-CN": "如果只能改一样，您希望改什么？", en: "If one thing could change, what should it be?" }, probes: [] },
  ],
};

type Said = { readonly question: string; readonly text: string; readonly codes: readonly [string, string] };
/** Who was talked to, what they said, and the theme each of two coders chose. */
export const TALKS: readonly { readonly who: string; readonly said: readonly Said[] }[] = [
  {
    who: "张先生，常客",
    said: [
      { question: "q-1", text: "想着周五会等，但最多二十分钟。", codes: ["等位时长", "等位时长"] },
      { question: "q-2", text: "不知道前面还有几桌，只能站着干等。", codes: ["进度不明", "进度不明"] },
      { question: "q-3", text: "告诉我还要多久就行，久一点也能接受。", codes: ["进度不明", "进度不明"] },
    ],
  },
  {
    who: "李女士，带两个孩子",
    said: [
      { question: "q-1", text: "希望孩子不用饿着等。", codes: ["孩子", "孩子"] },
      { question: "q-2", text: "孩子跑来跑去，我一直怕他们摔着。", codes: ["孩子", "等位环境"] },
      { question: "q-3", text: "给孩子一点小点心，我就安心了。", codes: ["孩子", "孩子"] },
    ],
  },
  {
    who: "王先生，商务聚餐",
    said: [
      { question: "q-1", text: "请客户吃饭，不能让人家等。", codes: ["预订", "预订"] },
      { question: "q-2", text: "订了位还要等，面子上过不去。", codes: ["预订", "等位时长"] },
      { question: "q-3", text: "订了就要有桌，做不到就早点打电话。", codes: ["预订", "预订"] },
    ],
  },
  {
    who: "陈女士，第一次来",
    said: [
      { question: "q-1", text: "听朋友说要等，有心理准备。", codes: ["等位时长", "等位时长"] },
      { question: "q-2", text: "等位的地方太吵，听不见叫号。", codes: ["等位环境", "等位环境"] },
      { question: "q-3", text: "叫号能发到手机上就好了。", codes: ["进度不明", "进度不明"] },
    ],
  },
  {
    who: "赵先生，退休",
    said: [
      { question: "q-2", text: "座位少，站久了腿疼。", codes: ["等位环境", "等位环境"] },
      { question: "q-3", text: "多摆几把有靠背的椅子。", codes: ["等位环境", "等位环境"] },
    ],
  },
];

const item = (key: string, weight: number, zh: string, en: string, over: Partial<ChecklistItem> = {}): ChecklistItem => ({
  key,
  text: { "zh-CN": zh, en },
  weight,
  scale: "half",
  critical: false,
  notApplicable: true,
  ...over,
});
export type DemoChecklist = { readonly title: LocalText; readonly definition: ChecklistDefinition };
export const CHECKLISTS: readonly DemoChecklist[] = [
  {
    title: { "zh-CN": "前厅服务（神秘顾客）", en: "Service at the table (mystery shop)" },
    definition: {
      sections: [
        {
          key: "welcome",
          title: { "zh-CN": "迎客和等位", en: "Welcome and waiting" },
          items: [
            item("greet", 10, "进门一分钟内有人招呼", "Greeted within a minute of entering"),
            item("wait-told", 15, "等位时说明大概要多久", "Told how long the wait would be"),
            item("seat", 10, "等位区有座、有水", "Seats and water while waiting", { scale: "yes_no" }),
          ],
        },
        {
          key: "table",
          title: { "zh-CN": "点菜和上菜", en: "Ordering and serving" },
          items: [
            item("advice", 10, "按人数建议份量，不多点", "Advised portions that fit, without overselling"),
            item("hot", 25, "热菜 20 分钟内上齐", "Hot dishes on the table within 20 minutes", { notApplicable: false }),
            item("manner", 20, "态度亲切、有问必答", "Kind, and every question answered", { scale: "five", notApplicable: false }),
            item("bill", 10, "账单逐项列明", "The bill lists every item", { scale: "yes_no", notApplicable: false }),
          ],
        },
      ],
    },
  },
  {
    title: { "zh-CN": "卫生与安全（抽查）", en: "Hygiene and safety (spot check)" },
    definition: {
      sections: [
        {
          key: "kitchen",
          title: { "zh-CN": "后厨", en: "Kitchen" },
          items: [
            item("raw", 30, "生熟分开存放", "Raw and cooked food kept apart", { critical: true, scale: "yes_no", notApplicable: false }),
            item("dates", 20, "食材标注日期，没有过期", "Food is dated, nothing expired", {
              critical: true,
              scale: "yes_no",
              notApplicable: false,
            }),
            item("hands", 15, "洗手池有皂有纸", "Soap and paper at the basin"),
          ],
        },
        {
          key: "hall",
          title: { "zh-CN": "前厅", en: "Dining room" },
          items: [
            item("floor", 15, "地面干燥、无油", "Floor dry and free of grease"),
            item("exits", 20, "消防通道畅通", "Emergency exits clear", { notApplicable: false }),
          ],
        },
      ],
    },
  },
];
