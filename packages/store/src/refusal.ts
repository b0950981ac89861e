import type { LocalText } from "@manyi/core/survey";

/** Why the store will not go on, in both languages: what is wrong first, then what to do about it. */
export class StoreRefusal extends Error {
  override readonly name = "StoreRefusal";
  readonly code: string;
  readonly text: LocalText;

  constructor(code: string, text: { readonly "zh-CN": string; readonly en: string }) {
    super(text.en);
    this.code = code;
    this.text = text;
  }
}
