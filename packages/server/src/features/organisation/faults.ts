import { AppError } from "../../platform/errors.js";

/** A refusal that marks one field of the body. */
export function invalid(field: string, zh: string, en: string): AppError {
  return new AppError("INVALID_INPUT", [{ path: `body.${field}`, "zh-CN": zh, en }]);
}

/** @throws {AppError} INVALID_INPUT when no language holds a name */
export function requireName(name: { readonly "zh-CN"?: string | undefined; readonly en?: string | undefined }): void {
  if ([name["zh-CN"], name.en].every((text) => text === undefined || text.trim() === "")) {
    throw invalid("name", "请至少用一种语言填写名称。", "Fill in the name in at least one language.");
  }
}
