import { benefitOfTopic } from "./benefits.js";
import { commonTopics } from "./common-topics.js";
import { topic } from "./define.js";
import { delivery, goods, quality, range } from "./goods-topics.js";
import type { Taxonomy, Topic } from "./taxonomy.js";

function starter(code: string, names: readonly [zh: string, en: string], own: readonly Topic[]): Taxonomy {
  const topics = [...commonTopics, ...own].map((one) => {
    const benefit = benefitOfTopic.get(one.code);
    return benefit === undefined ? one : { ...one, benefit };
  });
  return { code, version: "1", name: { "zh-CN": names[0], en: names[1] }, topics };
}

/** Trees to start from, one per trade; organisations copy and edit them. */
export const starterTaxonomies: readonly Taxonomy[] = [
  starter(
    "catering",
    ["餐饮", "Catering"],
    [
      topic("dish", ["菜品", "Dishes"], "", ""),
      topic(
        "dish.taste",
        ["味道", "Taste"],
        "味道 口味 口感 菜品 菜 汤 肉 鱼 饭 面 饺子 包子 点心 甜品 蛋糕 奶茶 咖啡 火锅 烧烤 食材 味 招牌菜 特色菜",
        "food|taste|flavor|flavour|dish|dishes|meal|soup|burger|pizza|chicken|steak|noodles|rice|fries|coffee|dessert|menu|salad|tacos|sauce",
        {
          good: ["好吃 美味 可口 鲜美 入味 正宗 地道 下饭 香 鲜嫩 新鲜", "delicious|tasty|yummy|flavorful|fresh|authentic"],
          bad: [
            "难吃 太咸 太油 太淡 太辣 太甜 夹生 不新鲜 没味道 腥 馊 凉了 糊了",
            "bland|tasteless|salty|soggy|burnt|undercooked|overcooked|stale|inedible|cold food|greasy",
          ],
          except: [
            "上菜 出菜 点菜 传菜 菜市场 面积 面对 面前 方面 里面 外面 面子 前面 后面 下面 上面 对面 见面 表面 店面 桌面 页面 味精 鱼缸 菜单 一面 香港 香水",
            "food court",
          ],
        },
      ),
      topic("dish.portion", ["分量", "Portion"], "分量 份量 量 一份 小份 大份 够吃", "portion|portions|serving|servings|filling|quantity", {
        good: ["量大 量足 分量足 份量足 吃撑 料足", "generous portions|huge portions|plenty|big portions"],
        bad: ["量少 太少 分量少 份量少 缺斤少两 不够吃", "small portions|tiny portions|not enough food|still hungry"],
        except: ["质量 数量 流量 容量 尽量 力量 能量 商量 测量 大量 热量 重量 音量 胆量 考量", ""],
      }),
      topic(
        "dish.look",
        ["卖相", "Presentation"],
        "摆盘 装盘 摆得 卖相 颜值 造型 外形 色泽 成色 色香味 刀工 切得 切的 雕花 点缀 诱人 食欲 金黄 晶莹 菜的颜色 颜色鲜 颜色好 颜色漂亮 适合拍照 拍照好看 出片 看着就 看着不错 看上去就 看上去很 看上去不错 看起来就 看起来很 看起来不错",
        "presentation|plating|looks|instagram",
        {
          good: ["精致 精美 好看", "beautifully presented"],
          bad: ["卖相差", "sloppy"],
          except: ["凹造型 造型师 发型 看起来很远 看起来很小 看起来很大 看上去很大 看上去很小 看上去很忙 看起来很忙", ""],
        },
      ),
      topic(
        "dish.safety",
        ["食品安全", "Food safety"],
        "食品安全 拉肚子 腹泻 食物中毒 过期 异物 变质 发霉",
        "food poisoning|food safety|expired|foreign object|got sick|allergic|allergy",
        { bad: ["拉肚子 食物中毒 过期 变质 发霉 异物", "food poisoning|got sick|expired|mold"] },
      ),
      delivery,
    ],
  ),
  starter(
    "retail",
    ["零售门店", "Retail stores"],
    [
      goods,
      quality,
      range,
      topic(
        "shelf",
        ["陈列与标价", "Display and labels"],
        "陈列 货架 标价 价签 摆放 试衣间 购物车",
        "display|shelf|shelves|price tag|label|labels|fitting room|aisle|aisles|cart",
        { good: ["摆放整齐 好找", "well organized|well organised"], bad: ["标价不符 找不到货", "messy|mislabeled|wrong price"] },
      ),
      topic(
        "checkout",
        ["收银结账", "Checkout"],
        "收银 结账 买单 自助结账 小票 发票",
        "checkout|till|tills|register|self checkout|receipt|cashier",
        { good: ["结账快", "quick checkout"], bad: ["结账慢 算错", "wrong change|long checkout"] },
      ),
    ],
  ),
  starter(
    "ecommerce",
    ["电商", "E-commerce"],
    [
      goods,
      quality,
      range,
      topic(
        "goods.match",
        ["与描述相符", "As described"],
        "色差 图片 实物 描述 尺码 偏大 偏小 详情页",
        "as described|picture|pictured|photo|size|color|colour|true to size|fit",
        {
          good: ["没有色差 和图片一样 合身", "as described|fits perfectly|true to size"],
          bad: ["色差 与描述不符 货不对板 和图片不一样", "not as described|looks nothing like|wrong color|wrong size"],
        },
      ),
      delivery,
    ],
  ),
  starter(
    "car",
    ["汽车", "Cars"],
    [
      topic("vehicle", ["车辆", "Vehicle"], "", ""),
      topic(
        "vehicle.power",
        ["动力与油耗", "Power and consumption"],
        "动力 油耗 加速 发动机 变速箱 续航 电耗 充电",
        "engine|power|acceleration|fuel|mileage|transmission|range|charging|battery",
        {
          good: ["省油 动力足 加速快", "fuel efficient|powerful|smooth ride"],
          bad: ["费油 没劲 顿挫 掉电", "sluggish|poor mileage|jerky"],
        },
      ),
      topic(
        "vehicle.comfort",
        ["舒适与空间", "Comfort and space"],
        "座椅 空间 隔音 噪音 减震 内饰 后备箱 空调",
        "seat|seats|legroom|interior|noise|suspension|trunk|boot|comfort",
        { good: ["空间大 静音", "roomy|quiet cabin"], bad: ["异响 隔音差 颠", "rattle|rattles|bumpy|cramped"] },
      ),
      topic(
        "vehicle.fault",
        ["故障与安全", "Faults and safety"],
        "故障 刹车 异响 抛锚 漏油 召回 气囊 安全",
        "fault|brake|brakes|breakdown|recall|airbag|leak|warning light|safety",
        { bad: ["失灵 抛锚 漏油 刹车失灵 熄火", "failed|broke down|brake failure|stalled|leaking"] },
      ),
      topic(
        "dealer",
        ["销售与交付", "Sale and handover"],
        "试驾 提车 交车 订车 定金 上牌 销售顾问 贷款 保险",
        "test drive|handover|delivery date|deposit|salesperson|dealer|dealership|financing",
        {
          good: ["没有强行推销 交车仪式", "no pressure"],
          bad: ["强行推销 捆绑 加价提车 拖延交车", "pushy|bait and switch|delayed delivery"],
        },
      ),
      topic(
        "workshop",
        ["维修保养", "Workshop"],
        "保养 维修 修车 配件 4s店 工时 返修 洗车",
        "workshop|maintenance|repair|parts|mechanic|oil change|service appointment",
        {
          good: ["一次修好 旧件返还", "fixed first time"],
          bad: ["没修好 返修 小病大修", "not fixed|came back with the same|unnecessary repair"],
        },
      ),
    ],
  ),
  starter(
    "hotel",
    ["酒店", "Hotels"],
    [
      topic(
        "room",
        ["客房", "Room"],
        "房间 客房 床 床品 枕头 窗 热水 淋浴 马桶 隔音 空调 电视 毛巾",
        "room|rooms|bed|beds|pillow|pillows|shower|hot water|towel|towels|air conditioner|soundproofing|tv|view",
        {
          good: ["床舒服 隔音好 房间大", "comfy bed|spacious room|quiet room"],
          bad: ["隔音差 不隔音 没热水 霉味 床硬", "thin walls|no hot water|hard bed|noisy room|musty"],
        },
      ),
      topic("breakfast", ["早餐", "Breakfast"], "早餐 自助餐 早饭 餐厅", "breakfast|buffet", {
        good: ["早餐丰富 花样多", "great breakfast"],
        bad: ["早餐单调 早餐差", "poor breakfast"],
      }),
      topic(
        "checkin",
        ["入住与退房", "Check-in and check-out"],
        "入住 退房 办理 押金 升级 预订 订单 提前入住 延迟退房",
        "check in|check-in|checkin|check out|check-out|checkout|reservation|booking|upgrade|deposit|front desk",
        {
          good: ["免费升级 升级房型", "free upgrade|early check in"],
          bad: ["没有房间 押金不退 到店无房", "overbooked|no reservation|deposit not returned"],
        },
      ),
    ],
  ),
  starter(
    "bank",
    ["银行", "Banks"],
    [
      topic(
        "account",
        ["账户与卡", "Accounts and cards"],
        "开户 办卡 银行卡 信用卡 账户 密码 挂失 冻结 额度",
        "account|card|credit card|debit card|pin|limit|frozen|blocked|statement",
        { good: ["秒批", "approved quickly"], bad: ["冻结 盗刷 被拒", "frozen|blocked|declined|fraudulent"] },
      ),
      topic(
        "transfer",
        ["转账与支付", "Transfers and payments"],
        "转账 汇款 到账 扣款 还款 取款 存款 atm",
        "transfer|payment|deposit|withdraw|withdrawal|atm|wire|direct debit",
        {
          good: ["秒到账 到账快", "instant transfer"],
          bad: ["扣错 重复扣款 没到账 吞卡", "charged twice|pending for days|swallowed my card"],
        },
      ),
      topic(
        "loan",
        ["贷款与理财", "Loans and investments"],
        "贷款 利率 利息 理财 基金 保险 收益 提前还款 逾期 征信",
        "loan|mortgage|interest|rate|investment|fund|insurance|overdraft",
        { good: ["批得快 利率低", "low rate"], bad: ["亏损 误导销售 捆绑保险", "mis-sold|misled|high interest"] },
      ),
      topic("branch", ["网点", "Branch"], "网点 柜台 窗口 大堂 叫号 营业厅 营业时间", "branch|counter|teller|lobby|opening hours", {
        good: ["不用排队", "no queue"],
        bad: ["只开一个窗口", "only one counter"],
      }),
    ],
  ),
  starter(
    "software",
    ["软件", "Software"],
    [
      topic(
        "feature",
        ["功能", "Features"],
        "功能 报表 导出 导入 搜索 权限 模板 集成 接口 自动",
        "feature|features|report|reports|export|import|search|permissions|template|integration|automation|dashboard",
        { good: ["功能强大 功能全", "powerful|everything i need"], bad: ["缺少功能 没有这个功能 功能少", "missing feature|lacks|limited"] },
      ),
      topic(
        "usability",
        ["易用性", "Usability"],
        "界面 操作 上手 易用 设计 交互 菜单 按钮",
        "interface|ui|design|navigation|menu|button|workflow|usability|learning curve",
        {
          good: ["简洁 一目了然 好上手", "intuitive|easy to use|clean interface"],
          bad: ["难用 复杂 找不到", "confusing|clunky|hard to use|cluttered"],
        },
      ),
      topic(
        "stability",
        ["稳定与速度", "Stability and speed"],
        "闪退 卡顿 崩溃 卡死 加载 速度 更新 升级 bug 数据丢失 宕机",
        "crash|crashes|bug|bugs|slow|loading|update|performance|outage|downtime|lag|data loss",
        {
          good: ["稳定 流畅", "stable|no crashes|reliable"],
          bad: ["闪退 卡顿 崩溃 宕机 打不开", "crashes|crashing|buggy|laggy|keeps freezing|down again"],
        },
      ),
      topic(
        "support",
        ["支持与文档", "Support and documentation"],
        "客服 技术支持 工单 文档 教程 培训 上线 实施 续费",
        "support|help desk|helpdesk|ticket|documentation|docs|tutorial|training|onboarding|renewal",
        {
          good: ["响应快 文档详细", "quick response|great documentation"],
          bad: ["没人回复 响应慢", "no reply|slow response|outdated docs"],
        },
      ),
      topic(
        "security",
        ["安全与隐私", "Security and privacy"],
        "安全 隐私 泄露 登录 权限 备份 加密",
        "security|privacy|breach|leak|backup|two factor|password",
        { bad: ["泄露 被盗", "leaked|hacked|breach"] },
      ),
    ],
  ),
  starter(
    "public",
    ["政务与公共服务", "Public service"],
    [
      topic(
        "procedure",
        ["办事流程", "Procedure"],
        "流程 手续 材料 表格 盖章 证明 审批 办证 一次性告知 跑腿 窗口",
        "procedure|process|paperwork|form|forms|documents|application|approval|permit|certificate",
        {
          good: ["一次办好 一次办成 不用跑", "one visit|straightforward"],
          bad: ["来回跑 跑了三趟 手续繁琐 缺材料", "red tape|sent away|come back again|back and forth"],
        },
      ),
      topic(
        "fairness",
        ["公平与透明", "Fairness"],
        "公平 公正 公开 透明 关系 插队 收费标准 廉洁",
        "fair|fairness|transparent|transparency|bias|corruption|queue jumping",
        { good: ["公平 透明 一视同仁", "fair|transparent"], bad: ["不公平 插队 走后门 乱收费", "unfair|biased|corrupt"] },
      ),
      topic(
        "hours",
        ["服务时间", "Opening hours"],
        "上班时间 下班 周末 午休 延时服务 预约 取号",
        "opening hours|open|closed|weekend|lunch break|appointment",
        { good: ["周末也办 延时服务", "open on saturday"], bad: ["提前下班 午休不办", "closed early"] },
      ),
      topic("hotline", ["热线", "Hotline"], "热线 12345 电话 占线 接通 转接", "hotline|phone line|busy line|call centre|call center", {
        good: ["一打就通", "answered right away"],
        bad: ["占线 打不通 没人接", "always busy|no one answers|on hold"],
      }),
    ],
  ),
];

/**
 * The starter tree of a trade; `null` when there is none of that code.
 *
 * @example
 * starterTaxonomy("hotel")?.name.en // => "Hotels"
 * starterTaxonomy("zoo") // => null
 */
export function starterTaxonomy(code: string): Taxonomy | null {
  return starterTaxonomies.find((taxonomy) => taxonomy.code === code) ?? null;
}
