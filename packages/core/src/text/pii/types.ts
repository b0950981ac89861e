export type PiiType = "PHONE" | "ID" | "CARD" | "EMAIL" | "PLATE" | "ADDR" | "NAME" | "WECHAT" | "QQ" | "PASSPORT" | "IP";

/** Personal data in a text: UTF-16 offsets, end exclusive. */
export interface PiiSpan {
  readonly type: PiiType;
  readonly start: number;
  readonly end: number;
}
