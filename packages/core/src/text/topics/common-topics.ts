import { topic } from "./define.js";
import type { Topic } from "./taxonomy.js";

/** Topics of every trade: people, waiting, price, place, information, care after the sale. */
export const commonTopics: readonly Topic[] = [
  topic("staff", ["人员", "People"], "", ""),
  topic(
    "staff.attitude",
    ["服务态度", "Attitude"],
    "态度 服务员 店员 员工 客服 前台 老板 老板娘 小哥 小姐姐 经理 保安 收银员 工作人员 导购 柜员 阿姨 店家 商家 服务 人员 窗口人员 空姐 空乘 司机 师傅 护士 医生 大夫 老师 顾问",
    "staff|service|attitude|employee|employees|waiter|waitress|server|servers|cashier|manager|agent|agents|crew|attendant|attendants|receptionist|host|hostess|clerk|driver|customer service|representative|rep|teller|nurse|doctor|team",
    {
      good: [
        "热情 周到 贴心 耐心 礼貌 客气 亲切 和蔼 友好 微笑 笑容 有求必应 热心",
        "friendly|polite|courteous|kind|attentive|helpful|welcoming|caring|patient",
      ],
      bad: [
        "冷淡 冷漠 爱答不理 爱理不理 不耐烦 没礼貌 黑脸 臭脸 翻白眼 凶 吼 骂人 敷衍 傲慢 粗暴",
        "rude|unfriendly|dismissive|arrogant|condescending|impolite|ignored|ignoring|hung up",
      ],
      except: ["服务区 服务器 服务费 老板键", "self service|self-service|service fee|service charge|room service menu"],
    },
  ),
  topic(
    "staff.skill",
    ["专业能力", "Skill"],
    "专业 技术 业务 讲解 解释 解答 水平 手艺 操作 知识",
    "knowledge|knowledgeable|skill|skills|training|trained|expertise|explained|explain|explanation",
    {
      good: ["熟练 讲得清楚 讲得明白 讲解细致 明明白白", "professional|competent|knew their stuff|expert"],
      bad: ["一问三不知 不专业 不熟练 外行 说不清", "incompetent|clueless|unprofessional|no idea"],
    },
  ),
  topic(
    "waiting",
    ["等待与效率", "Waiting and speed"],
    "等了 等位 等候 等待 等着 在等 要等 等菜 等餐 等太 等很 等好 久等 等半天 排队 排号 叫号 效率 速度 上菜 出餐 办理时间 等待时间 时间长 时间太 时间久 长时间 花时间 耽误时间 浪费时间 省时间 小时 分钟 半天 催",
    "wait|waited|waiting|queue|line|lines|queue time|speed|minutes|hour|hours|on hold|hold|turnaround",
    {
      good: ["很快 挺快 真快 迅速 麻利 不用等 不用排队 秒回 神速 飞快", "fast|quick|quickly|prompt|promptly|no wait|in no time|speedy"],
      bad: ["慢 太慢 好慢 慢死 磨蹭 拖拉 等了 久 迟迟", "slow|slowly|forever|too long|long wait|long lines"],
      except: [
        "等等 等级 平等 等于 慢慢 慢炖 小时候 天长地久 好久没 好久不 很久没 很久不 许久 长久 持久 永久 年久 煮久 煮太久 煮的太久 煮得太久 烤久 烤太久 炖久 放久 找了半天 转了半天 大半天 最后才 上菜顺序 长草 关注很久",
        "front line|waiting for my next visit|online|happy hour|hours of fun",
      ],
    },
  ),
  topic(
    "price",
    ["价格与价值", "Price and value"],
    "价格 价钱 价位 性价比 收费 费用 人均 优惠 折扣 团购 活动 涨价 块钱 元 代金券 优惠券",
    "price|prices|pricing|priced|cost|costs|fee|fees|charge|charges|value|money|discount|deal|coupon|bill",
    {
      good: [
        "便宜 实惠 划算 值 物美价廉 物超所值 良心价 公道 不贵 免费",
        "cheap|affordable|reasonable|good value|bargain|worth it|worth every penny|inexpensive",
      ],
      bad: ["贵 太贵 死贵 不值 乱收费 宰客 坑钱 加价", "expensive|overpriced|pricey|rip off|ripoff|not worth|overcharged|hidden fees"],
      except: [
        "珍贵 贵宾 贵店 贵公司 贵州 名贵 值班 值机 元旦 元素 单元 公元 状元 值日",
        "free of charge for kids only|in charge|phone charge",
      ],
    },
  ),
  topic("place", ["环境与设施", "Place and facilities"], "", ""),
  topic(
    "place.environment",
    ["环境", "Environment"],
    "环境 氛围 装修 装潢 灯光 音乐 空调 温度 座位 桌子 椅子 空间 大厅 包间 包厢 店面 布置 景色",
    "atmosphere|ambience|ambiance|environment|decor|decoration|music|seating|seats|lighting|space|interior|air conditioning|view",
    {
      good: ["宽敞 温馨 舒适 舒服 优雅 安静 漂亮 有情调 清幽", "cozy|cosy|spacious|comfortable|quiet|beautiful|charming|relaxing"],
      bad: ["嘈杂 吵 拥挤 太挤 太吵 闷热 昏暗 破旧 陈旧 简陋", "noisy|crowded|cramped|loud|dark|run down|outdated|stuffy"],
    },
  ),
  // General praise or blame of a place ("环境不错") is read by people as being about cleanliness too.
  topic(
    "place.cleanliness",
    ["卫生", "Cleanliness"],
    "卫生 清洁 打扫 异味 气味 烟味 油烟味 厕所 洗手间 卫生间 头发 苍蝇 飞虫 蚊子 蟑螂 小强 虫子 老鼠 桌面 地面 地板 垃圾桶 垃圾没 满地 灰尘 油污 污渍 水渍 抹布 擦桌 没擦 擦得 消毒 碗筷 餐具不 餐具很 餐具都 餐具上 餐具有 餐具没 凌乱 杂乱 很乱 太乱 环境好 环境很好 环境也好 环境挺好 环境蛮好 环境真好 环境也很好 环境都很好 环境非常好 环境比较好 环境不错 环境也不错 环境还不错 环境可以 环境还可以 环境一般 环境也一般 环境差 环境很差 环境太差 环境和服务 服务和环境",
    "clean|cleanliness|hygiene|toilet|toilets|bathroom|restroom|smell|hair|cockroach|bugs|dirt",
    {
      good: ["干净 干干净净 整洁 洁净 整齐 一尘不染 明亮 亮堂 简洁 清新", "spotless|tidy|immaculate|very clean"],
      bad: ["脏 油腻腻 不干净 不卫生 霉味 臭 凌乱 杂乱 很乱 太乱", "dirty|filthy|sticky|smelly|stained|gross|unsanitary|mold|mould"],
      except: [
        "小清新 口味清新 味道清新 清新爽口 摆放整齐 码放整齐 切得整齐 清理干净 处理干净 吃干净 吃得干净 简洁明了 没有油烟",
        "hair salon",
      ],
    },
  ),
  topic(
    "place.access",
    ["位置与交通", "Location and access"],
    "位置 地段 地铁 公交 交通 停车 车位 导航 地方 门口 离家 路口 楼下",
    "location|located|parking|park|subway|metro|bus stop|close to|near|access|directions",
    {
      good: ["好找 方便停车 好停车 交通便利 地铁口", "easy to find|easy parking|convenient location|central"],
      bad: ["难找 不好找 难停车 停车难 没车位 偏僻", "hard to find|no parking|far away|remote"],
      except: ["地方特色 地方菜", "theme park"],
    },
  ),
  topic(
    "information",
    ["信息与说明", "Information"],
    "说明 通知 告知 公告 提示 宣传 广告 描述 图片 标签 说明书 合同 条款 短信 消息",
    "information|notice|instructions|manual|advertised|description|sign|signs|email|communication|informed|update|updates|website says",
    {
      good: ["一目了然 说得清楚 讲清楚 提前通知", "well explained|kept me informed|clear instructions|as described|as advertised"],
      bad: [
        "虚假宣传 货不对板 图文不符 不符 误导 没通知 没有通知 没人告诉",
        "misleading|false advertising|no communication|confusing|not as described|nobody told",
      ],
    },
  ),
  topic(
    "aftersales",
    ["售后与投诉处理", "After-sales and complaints"],
    "售后 退款 退货 换货 维修 返修 保修 投诉 反馈 处理 解决 赔 补偿 回访 客诉 押金",
    "refund|refunds|refunded|return|returns|returned|exchange|warranty|repair|repairs|complaint|complained|compensation|resolved|resolve|replacement|follow up",
    {
      good: ["解决了 马上解决 秒退 主动联系 包退", "resolved quickly|sorted it out|full refund|fixed it"],
      bad: [
        "不给退 不退 踢皮球 推脱 推诿 没人管 不解决 不处理 没人理",
        "refused to refund|no refund|won't refund|never resolved|no response|no reply",
      ],
      except: ["处理器 解决方案 退房 退休", "return flight|return visit|will return"],
    },
  ),
  topic(
    "digital",
    ["线上渠道", "Digital channel"],
    "app 小程序 网站 公众号 系统 登录 下单 支付 付款 扫码 验证码 二维码 页面 界面 闪退 卡顿 网络",
    "app|website|site|online|login|log in|checkout|payment|page|screen|wifi|wi-fi|system|account",
    {
      good: ["操作简单 好上手", "easy to use|user friendly|intuitive"],
      bad: ["闪退 卡顿 打不开 登录不了 系统繁忙", "crashes|crashing|glitch|buggy|won't load|freezes|down again"],
      except: ["生态系统", "on site"],
    },
  ),
];
