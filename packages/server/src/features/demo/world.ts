import type { LocalText } from "@manyi/core/survey";

export const DEMO_TENANT = 2;
export const DEMO_ZONE = "Asia/Shanghai";
export const DEMO_NAME: LocalText = { "zh-CN": "示例餐饮集团", en: "Sample Catering Group" };
export const DAYS_BACK = 730;
export const CUSTOMERS = 20_000;
export const EMPLOYEES_PER_STORE = 10;

export type DemoUnit = {
  readonly id: number;
  readonly parentId: number | null;
  readonly type: "group" | "region" | "store";
  readonly code: string;
  readonly name: LocalText;
  readonly path: string;
};

const REGIONS: readonly LocalText[] = [
  { "zh-CN": "东区", en: "East" },
  { "zh-CN": "南区", en: "South" },
  { "zh-CN": "西区", en: "West" },
  { "zh-CN": "北区", en: "North" },
];

/** A … Z, then AA … AV: forty-eight stores. */
function storeLetters(index: number): string {
  const letter = (n: number) => String.fromCharCode(65 + n);
  return index < 26 ? letter(index) : `A${letter(index - 26)}`;
}

const GROUP: DemoUnit = { id: 1, parentId: null, type: "group", code: "GROUP", name: DEMO_NAME, path: "/1/" };
const regions: readonly DemoUnit[] = REGIONS.map((name, index) => ({
  id: 2 + index,
  parentId: 1,
  type: "region",
  code: `R${index + 1}`,
  name,
  path: `/1/${2 + index}/`,
}));
const stores: readonly DemoUnit[] = Array.from({ length: 48 }, (_, index) => {
  const parent = regions[index % 4]!;
  const letters = storeLetters(index);
  return {
    id: 6 + index,
    parentId: parent.id,
    type: "store",
    code: `S-${letters}`,
    name: { "zh-CN": `门店 ${letters}`, en: `Store ${letters}` },
    path: `${parent.path}${6 + index}/`,
  };
});

export const DEMO_UNITS: readonly DemoUnit[] = [GROUP, ...regions, ...stores];
export const DEMO_STORES = stores;
export const DEMO_REGIONS = regions;
/** The store whose dishes have become slow. */
export const SLOW_STORE = stores[0]!.id;
/** Six stores opened a second pass at the counter in rush hours; six like them did not. */
export const CHANGED_STORES: readonly number[] = [5, 10, 15, 20, 27, 34].map((index) => stores[index]!.id);
/** Stores that sold a bad batch of plum drink: all in the south. */
export const BATCH_STORES: readonly number[] = stores
  .filter((store) => store.parentId === 3)
  .slice(0, 5)
  .map((store) => store.id);

type Named = { readonly id: number; readonly code: string; readonly name: LocalText };
export const DEMO_TOUCHPOINTS: readonly (Named & { readonly stage: string })[] = [
  { id: 1, code: "dine_in", name: { "zh-CN": "堂食全程", en: "Dining in" }, stage: "use" },
  { id: 2, code: "takeaway", name: { "zh-CN": "外卖", en: "Delivery" }, stage: "delivery" },
  { id: 3, code: "banquet", name: { "zh-CN": "宴席预订", en: "Banquet booking" }, stage: "purchase" },
];
export const DEMO_SEGMENTS: readonly Named[] = [
  { id: 1, code: "price", name: { "zh-CN": "价格敏感型", en: "Price-minded" } },
  { id: 2, code: "service", name: { "zh-CN": "服务主导型", en: "Service-minded" } },
  { id: 3, code: "product", name: { "zh-CN": "产品主导型", en: "Product-minded" } },
];

/**
 * What is measured. `weight` is how much it moves the overall opinion; `e` and `p` the usual expectation and perception (1–5) of a
 * customer; the screens have to find these again.
 */
export type DemoAttribute = Named & { readonly weight: number; readonly e: number; readonly p: number };
export const DEMO_ATTRIBUTES: readonly DemoAttribute[] = [
  { id: 1, code: "serving_speed", name: { "zh-CN": "上菜速度", en: "Serving speed" }, weight: 0.27, e: 4.3, p: 4.0 },
  { id: 2, code: "taste", name: { "zh-CN": "菜品口味", en: "Taste of the dishes" }, weight: 0.23, e: 4.5, p: 4.35 },
  { id: 3, code: "staff", name: { "zh-CN": "员工态度", en: "Staff attitude" }, weight: 0.17, e: 4.2, p: 4.4 },
  { id: 4, code: "waiting", name: { "zh-CN": "等位体验", en: "Waiting for a table" }, weight: 0.13, e: 4.0, p: 3.5 },
  { id: 5, code: "cleanliness", name: { "zh-CN": "环境整洁", en: "Cleanliness" }, weight: 0.08, e: 4.4, p: 4.35 },
  { id: 6, code: "price", name: { "zh-CN": "价格公道", en: "Fair prices" }, weight: 0.06, e: 4.2, p: 3.9 },
  { id: 7, code: "checkout", name: { "zh-CN": "结账便捷", en: "Easy to pay" }, weight: 0.03, e: 4.0, p: 4.25 },
  { id: 8, code: "parking", name: { "zh-CN": "停车便利", en: "Parking" }, weight: 0.02, e: 3.6, p: 3.1 },
  { id: 9, code: "decor", name: { "zh-CN": "装修氛围", en: "Décor" }, weight: 0.01, e: 3.6, p: 4.1 },
  // a fine dish of which too much is expected, and plain bread that pleases more than anybody thought
  { id: 10, code: "signature_dish", name: { "zh-CN": "招牌松鼠鳜鱼", en: "Signature mandarin fish" }, weight: 0, e: 4.8, p: 4.4 },
  { id: 11, code: "plain_bread", name: { "zh-CN": "现蒸白馒头", en: "Plain steamed bread" }, weight: 0, e: 3.1, p: 3.9 },
  // a delight that wears off
  { id: 12, code: "birthday_treat", name: { "zh-CN": "生日惊喜", en: "Birthday treat" }, weight: 0, e: 3.2, p: 4.5 },
];

/** Opening hours of the restaurants, every day 10:00–22:00. */
export const DEMO_CALENDAR = { weekly: Array.from({ length: 7 }, () => [[600, 1320]] as const), exceptions: {} };
