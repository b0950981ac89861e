import type { SentimentName } from "@manyi/contracts";
import type { Key } from "@manyi/core/metrics";
import type { LocalText } from "@manyi/core/survey";
import { readTopics } from "../reading/index.js";
import type { Asked } from "./ask.js";
import { unitsToCompare } from "./units.js";

/** How a row of a breakdown is called, and whether it stands there without answers too. */
export type Label = { readonly label: LocalText; readonly isAlwaysShown: boolean };

/** The row of voices that have no unit, segment … */
export const NONE = { key: 0, label: { "zh-CN": "未记录", en: "Not recorded" } } as const;

const CHANNELS: Readonly<Record<string, LocalText>> = {
  qr: { "zh-CN": "二维码", en: "QR code" },
  link: { "zh-CN": "链接", en: "Link" },
  embed: { "zh-CN": "网页嵌入", en: "Embedded" },
  email: { "zh-CN": "邮件", en: "E-mail" },
  sms: { "zh-CN": "短信", en: "SMS" },
  kiosk: { "zh-CN": "自助终端", en: "Kiosk" },
  phone: { "zh-CN": "电话", en: "Phone" },
  store: { "zh-CN": "门店", en: "In store" },
  chat: { "zh-CN": "在线聊天", en: "Chat" },
  web: { "zh-CN": "网页", en: "Web" },
  api: { "zh-CN": "接口", en: "API" },
  file: { "zh-CN": "文件导入", en: "File import" },
};
const LOCALES: Readonly<Record<string, LocalText>> = {
  "zh-CN": { "zh-CN": "中文", en: "Chinese" },
  en: { "zh-CN": "英文", en: "English" },
};

/** A side as comments are counted by it; `null` is uncertain. */
export type Side = -1 | 0 | 1 | null;
const SIDES: Readonly<Record<SentimentName, LocalText>> = {
  good: { "zh-CN": "满意", en: "Good" },
  mixed: { "zh-CN": "中性或有褒有贬", en: "Mixed or neutral" },
  bad: { "zh-CN": "不满", en: "Bad" },
  uncertain: { "zh-CN": "难以判断", en: "Uncertain" },
};

export function sideName(side: Side): SentimentName {
  if (side === null) return "uncertain";
  return side === 0 ? "mixed" : side > 0 ? "good" : "bad";
}

/** Names of the rows of a breakdown, in the order they are shown. */
export async function labelsOf(
  asked: Asked,
  by: "unit" | "touchpoint" | "segment" | "channel" | "survey" | "locale" | "topic" | "sentiment",
): Promise<ReadonlyMap<Key, Label>> {
  const { db, tenantId } = asked.ctx;
  const named = (rows: readonly { id: number; name: LocalText }[]) =>
    new Map<Key, Label>(rows.map(({ id, name }) => [id, { label: name, isAlwaysShown: false }]));
  switch (by) {
    case "unit": {
      const compared = unitsToCompare(asked.units, asked.unit);
      const shown = compared.map(({ id, name }): [Key, Label] => [id, { label: name, isAlwaysShown: true }]);
      return new Map([...shown, ...[...named(asked.units)].filter(([id]) => !compared.some((unit) => unit.id === id))]);
    }
    case "touchpoint":
      return named(await db.selectFrom("touchpoints").select(["id", "name"]).where("tenant_id", "=", tenantId).orderBy("id").execute());
    case "segment":
      return named(await db.selectFrom("segments").select(["id", "name"]).where("tenant_id", "=", tenantId).orderBy("id").execute());
    case "survey": {
      const rows = await db.selectFrom("surveys").select(["id", "title as name"]).where("tenant_id", "=", tenantId).orderBy("id").execute();
      return named(rows);
    }
    case "channel":
      return coded(CHANNELS);
    case "locale":
      return coded(LOCALES);
    case "topic":
      return named([...(await readTopics(db, tenantId))]);
    case "sentiment":
      return coded(SIDES);
  }
}

function coded(names: Readonly<Record<string, LocalText>>): ReadonlyMap<Key, Label> {
  return new Map(Object.entries(names).map(([code, label]) => [code, { label, isAlwaysShown: false }]));
}
