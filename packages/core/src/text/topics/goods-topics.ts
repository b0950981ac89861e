import { topic } from "./define.js";

/** Parent of what is bought. */
export const goods = topic("goods", ["商品", "Goods"], "", "");
/** Whether the goods are sound. */
export const quality = topic(
  "goods.quality",
  ["质量", "Quality"],
  "质量 品质 做工 材质 面料 用料 手感 正品 假货 瑕疵 次品",
  "quality|material|fabric|workmanship|finish|genuine|fake|defect|defective|stitching",
  {
    good: ["耐用 结实 做工细 正品", "durable|sturdy|well made|solid"],
    bad: ["掉色 起球 开线 破损 坏了 劣质 粗糙 假货", "broke|broken|flimsy|cheaply made|fell apart|junk|faulty|damaged"],
  },
);
/** Whether the wanted goods are there. */
export const range = topic(
  "goods.range",
  ["品种与库存", "Range and stock"],
  "品种 种类 选择 款式 型号 缺货 断货 断码 库存 有货 现货 尺码 颜色",
  "selection|range|variety|stock|choice|choices|styles|sizes|size|colors|colours|options",
  {
    good: ["齐全 应有尽有 品种多 花样多", "wide range|great selection|huge selection"],
    bad: ["缺货 断货 断码 没货", "out of stock|sold out|limited selection"],
  },
);
/** How the goods get to the customer, shared by every trade that sends things. */
export const delivery = topic(
  "delivery",
  ["配送与物流", "Delivery"],
  "配送 送餐 外卖 快递 物流 发货 到货 骑手 包裹 收货 送货 送到 送来 送得 餐盒 打包盒 包装 签收 派送 洒",
  "delivery|deliver|delivered|shipping|shipped|courier|package|packaging|parcel|arrived|rider|order arrived",
  {
    // guests arrive too, and are seen off
    except: [
      "送到车 送到座 送到桌 送我到 送我们到",
      "we arrived|i arrived|arrived at|arrived around|arrived with|arrived just|arrived before|arrived after|arrived in time|they arrived|guests arrived",
    ],
    good: ["送得快 发货快 物流快 准时送达 提前送达 包装严实", "fast shipping|fast delivery|arrived early|well packaged|on time"],
    bad: [
      "送晚 送错 漏送 少送 洒了 压坏 丢件 没送到 迟迟不发货 超时",
      "late delivery|never arrived|wrong item|crushed|lost package|spilled|missing item",
    ],
  },
);
