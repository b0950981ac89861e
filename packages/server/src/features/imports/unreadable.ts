import { AppError } from "../../platform/errors.js";

/** The refusal of a file that cannot be read, with the reason in both languages. */
export function unreadable(zh: string, en: string): AppError {
  return new AppError("UNREADABLE_FILE", [{ path: "file", "zh-CN": zh, en }]);
}
