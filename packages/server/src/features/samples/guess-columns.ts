import type { SampleColumns } from "@manyi/contracts";
import { emailKey, phoneKey } from "./person.js";

type Column = { readonly name: string; readonly cells: readonly string[] };

const NAMES: Readonly<Record<keyof SampleColumns, RegExp>> = {
  externalId: /^(customer ?(id|no|number)|member ?(id|no)?|id|编号|客户编号|会员号|会员编号|客户号|客户id)$/i,
  name: /^(name|full ?name|customer ?name|姓名|客户姓名|顾客|名字|称呼)$/i,
  phone: /(phone|mobile|tel|手机|电话)/i,
  email: /(e-?mail|邮箱|邮件)/i,
  unit: /^(store|branch|unit|shop|unit ?code|store ?code|门店|单元|分店|网点|门店编号)$/i,
  segment: /^(segment|细分|客群|客户细分)$/i,
  stratum: /^(stratum|strata|region|district|city|tier|group|层|分层|地区|区域|城市|等级|类别)$/i,
};

/** What each column of a list seems to hold: by its name, contacts also by what most cells look like. Nothing is taken twice. */
export function guessColumns(columns: readonly Column[]): SampleColumns {
  const taken = new Set<number>();
  const take = (fits: (column: Column) => boolean): number | null => {
    const at = columns.findIndex((column, i) => !taken.has(i) && fits(column));
    if (at === -1) return null;
    taken.add(at);
    return at;
  };
  const named = (what: keyof SampleColumns) => take(({ name }) => NAMES[what].test(name.trim()));
  const mostly = (looks: (cell: string) => boolean) =>
    take(({ cells }) => cells.length > 0 && cells.filter(looks).length > 0.8 * cells.length);
  const externalId = named("externalId");
  const email = named("email") ?? mostly((cell) => emailKey(cell) !== null);
  const phone = named("phone") ?? mostly((cell) => phoneKey(cell)?.match(/^1\d{10}$/) !== null && phoneKey(cell) !== null);
  return { externalId, name: named("name"), phone, email, unit: named("unit"), segment: named("segment"), stratum: named("stratum") };
}
