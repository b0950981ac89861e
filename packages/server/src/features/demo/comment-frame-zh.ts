/** What stands around and in the pieces of a Chinese comment; written for the demo. */
export const SLOTS: Readonly<Record<string, readonly string[]>> = {
  dish: "蒜蓉粉丝虾 糖醋排骨 麻婆豆腐 炖蛋 油焖茄子 藕片 豆花 口水鸡 椒盐玉米 牛腩煲 蟹粉豆腐 生煎 三杯鸡 砂锅豆腐 毛血旺 葱爆羊排 盐焗鸡 东坡肘子 金针肥牛 炒年糕 锅贴 蒸南瓜 白切鸡 烤鸭 辣子鸡 干锅花椰 松鼠鳜 清炒芦笋 虎皮青椒 腊肠煲仔 烤茄子 黄焖鸭".split(
    " ",
  ),
  cold: "拍黄瓜 皮蛋豆腐 凉拌木耳 夫妻肺片 糖藕 花生米 酱萝卜 盐水鸭".split(" "),
  drink: "乌龙茶 米酒 玉米汁 大麦茶 豆浆 菊花茶 柠檬水".split(" "),
  who: "服务员 传菜小哥 领班 点菜的大姐 门口的小姑娘 值班经理 收桌的阿姨 靠窗那边的服务员 穿围裙的小伙子 前台".split(" "),
  guest: "孩子 老人 我妈 我爸 婆婆 外婆 同事 客户 朋友 女儿 儿子 老同学 表妹 室友 亲家".split(" "),
  spot: "靠窗的位置 二楼 包间 大厅 门口那桌 角落的卡座 圆桌区 空调下面那桌 吧台旁边".split(" "),
  h: "11 12 13 17 18 19 20".split(" "),
  times: "两次 三次 好几次 四五次".split(" "),
  price: "198 218 236 268 298 320 358 389 428 460".split(" "),
  people: "两个人 三个人 一家五口 六个人 四个大人带一个小孩 八个人".split(" "),
};

export const OPENINGS: readonly string[] = [
  ..."周六晚上带{guest}来的 中午和{guest}来吃 工作日的晚上 下班顺路过来 第一次来 第三次来了 老顾客了 朋友推荐来的 {people}坐{spot} 生日聚餐 下雨天来的 逛完街来吃 周日中午 临时起意进来的 提前订了{spot} 带外地亲戚来 从城西专门过来 午市套餐 和{guest}约在这 节后头一回来 搬家后再来一次 出差路过 接完孩子过来 加完班快八点了 看了评价来的 冲着{dish}来的 {guest}点名要来 来了五六年 路过看见人多就进来了".split(
    " ",
  ),
  "{people}，点了六个菜",
  "这次坐的{spot}",
];

/** The same for a meal that came to the door. */
export const DELIVERY = {
  opening:
    "中午给{guest}点的 加班点的 下雨天点的 第三次点了 常点这家 周末懒得做 给{guest}订的 头一次点他家外卖 晚上点的 看评价点的 开会来不及出去".split(
      " ",
    ),
  fact: [
    "点了{dish}、{dish}和{cold}",
    "要了{dish}配{drink}",
    "单子一共 {price}",
    "{guest}点的{dish}",
    "备注写得很清楚",
    "用了外卖红包",
    "离店不到两公里",
    "{h} 点下的单",
  ],
  aside: {
    good: ["就是{drink}不够冰", "要是{dish}再热一点就好了", "{cold}稍微淡了点", "配送费小贵"],
    bad: ["味道倒是没变", "{dish}还可以", "{cold}倒是爽口", "好在骑手态度不错"],
  },
} as const;

/** Facts by the way, which judge nothing. */
export const FACTS: readonly string[] = [
  "点了{dish}、{dish}和{cold}",
  "喝的{drink}",
  "要了{dish}配{drink}",
  "坐的{spot}",
  "{people}一共 {price}",
  "{h} 点半到店",
  "快 {h} 点才来",
  "桌上有{guest}和{guest}",
  "先上的{cold}",
  "{guest}点的{dish}",
  "用了会员券",
  "外面下着雨",
  "那天人不少",
];

export const CLOSINGS: { readonly good: readonly string[]; readonly bad: readonly string[] } = {
  good: "下次还来 会推荐给{guest} 值得专门跑一趟 {guest}也说好 继续保持 给个好评 希望一直这样 已经约好下周再来 比想的好 放心带{guest}来 收藏了 难得 辛苦了 谢谢{who} 总体很满意 又会是我们的聚餐点".split(
    " ",
  ),
  bad: "希望改进 下次再看看吧 有点失望 {guest}也不高兴 别让老顾客寒心 说实话不值 建议店长去看看 短期不会来了 希望有人管管 这次体验不好 以前不是这样的 给个说法吧 只能打低分 扫兴 希望认真看看留言 不太推荐".split(
    " ",
  ),
};

export const ASIDES: { readonly good: readonly string[]; readonly bad: readonly string[] } = {
  good: "就是停车绕了一圈 唯一是有点吵 要是{dish}再热一点就好了 {cold}稍微淡了点 就是等位的人多 小缺点是灯有点暗 价格小贵".split(" "),
  bad: "味道倒是没变 {dish}还可以 好在{who}态度不错 环境没得说 {cold}倒是爽口 价格还算公道 厕所挺干净".split(" "),
};

/** Short ones, as many customers write. */
export const SHORT: { readonly good: readonly string[]; readonly bad: readonly string[] } = {
  good: "{dish}好吃 {dish}不错 都挺好 满意 {who}很好 挺好的 {dish}绝了 还会来 没毛病 {drink}好喝 {dish}赞 值 {guest}爱吃".split(" "),
  bad: "{dish}太咸 太慢了 {dish}凉了 没人理 一般 {dish}不行 等太久 失望 {dish}没熟透 不会点{dish}了 {cold}不新鲜 差".split(" "),
};

/** Copied word for word, as happens; a few in a hundred. */
export const COPIED: { readonly good: readonly string[]; readonly bad: readonly string[] } = {
  good: ["环境好，服务好，味道好，值得推荐给大家！", "菜品新鲜，服务周到，下次还会再来。", "一如既往的好，五星好评，推荐给身边的朋友。"],
  bad: ["服务有待提高，希望能重视顾客的意见。", "体验很一般，和网上说的差距有点大。"],
};

/** After the bad batch of plum drink, in the stores that sold it. */
export const BATCH: readonly string[] = [
  "酸梅汤有股怪味，{people}都没喝完",
  "今天的酸梅汤发涩，和平时不一样",
  "酸梅汤喝着像放久了，{who}说没人反映过",
  "{guest}说酸梅汤味道不对，换了一壶还是一样",
  "酸梅汤颜色发浑，{guest}不肯喝",
  "点了酸梅汤，喝一口就放下了，味道不对",
];

/** Since the new dish is on the menu. */
export const NEW_DISH = {
  good: [
    "新出的荷叶糯米鸡很香",
    "荷叶糯米鸡{guest}一口气吃光",
    "荷叶糯米鸡比想的好",
    "荷叶糯米鸡给{guest}打包了",
    "荷叶糯米鸡软糯不腻",
    "加了一只荷叶糯米鸡，值",
    "{who}推荐的荷叶糯米鸡对了",
    "荷叶糯米鸡下回还点",
  ],
  bad: [
    "荷叶糯米鸡没有了，白跑一趟",
    "荷叶糯米鸡偏腻",
    "荷叶糯米鸡里面还是凉的",
    "冲着荷叶糯米鸡来，没吃到",
    "荷叶糯米鸡量小",
    "荷叶糯米鸡蒸得太干",
  ],
} as const;
