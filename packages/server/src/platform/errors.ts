import { ERRORS, type ErrorCode, type Problem } from "@manyi/contracts";

/** One marked place of a refusal: where, and what is wrong there, in both languages. */
export type Fault = { readonly path: string; readonly "zh-CN": string; readonly en: string };

/**
 * A refusal from the closed list of contracts' ERRORS. Everything else that is thrown becomes INTERNAL with an incident id.
 *
 * @example
 * throw new AppError("NOT_FOUND"); // also when it is outside the caller's scope
 * throw new AppError("INVALID_INPUT", [{ path: "body.timeZone", "zh-CN": "没有这个时区", en: "No such time zone" }]);
 */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly at: readonly Fault[] = [],
    /** whole seconds until another try makes sense; sent as Retry-After */
    readonly retryAfter: number | null = null,
  ) {
    super(ERRORS[code].en);
    this.name = "AppError";
  }
}

/** The body of a refusal, as contracts' `problem` describes it. */
export function problemOf(code: ErrorCode, at: readonly Fault[] = [], incident?: string): Problem {
  const { "zh-CN": zh, en } = ERRORS[code];
  return { code, message: { "zh-CN": zh, en }, at: [...at], ...(incident === undefined ? {} : { incident }) };
}
