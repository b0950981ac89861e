import { AppError } from "./errors.js";

/** A place in a list as one opaque word: the sort keys of the last row shown. */
export function encodeCursor(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString("base64url");
}

/** `numeric` and `uuid` are texts that the database reads as such. */
type KeyShape = "string" | "number" | "numeric" | "uuid";

function fits(key: unknown, shape: KeyShape): boolean {
  if (shape === "string" || shape === "number") return typeof key === shape;
  const pattern = shape === "numeric" ? /^-?\d{1,20}(\.\d{1,20})?$/ : /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  return typeof key === "string" && pattern.test(key);
}

/**
 * The sort keys of a cursor; `null` without one.
 *
 * @param shape what each key must be, in order
 * @throws {AppError} INVALID_INPUT when it was not made by this list
 */
export function decodeCursor<K extends readonly (string | number)[]>(cursor: string | undefined, shape: readonly KeyShape[]): K | null {
  if (cursor === undefined) return null;
  try {
    const keys = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown;
    if (Array.isArray(keys) && keys.length === shape.length && shape.every((type, index) => fits(keys[index], type)))
      return keys as unknown as K;
  } catch {
    // falls through: text that is not JSON is as wrong as JSON of another shape
  }
  throw new AppError("INVALID_INPUT", [
    { path: "query.cursor", "zh-CN": "翻页位置无效，请从第一页重新开始", en: "This page position is not valid; start from the first page" },
  ]);
}
