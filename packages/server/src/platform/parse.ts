import { z } from "zod";
import type { Fault } from "./errors.js";

// every message exists in both languages; zod ships the words
const chinese = z.locales.zhCN().localeError;
const english = z.locales.en().localeError;

/** Parses one part of a request. The faults name the place: `body.email`, `query.from`, `body.pages[0].key`. */
export function parsePart<S extends z.ZodType>(
  schema: S,
  part: "params" | "query" | "body",
  value: unknown,
): { ok: true; value: z.output<S> } | { ok: false; faults: Fault[] } {
  const result = z.safeParse(strict(schema), value, { reportInput: true });
  if (result.success) return { ok: true, value: result.data as z.output<S> };
  return { ok: false, faults: result.error.issues.slice(0, 50).map((issue) => faultOf(part, issue)) };
}

const strictened = new WeakMap<z.ZodType, z.ZodType>();
/** Unknown names are faults, also in addresses: a misspelt filter must not quietly show everything. */
function strict(schema: z.ZodType): z.ZodType {
  const known = strictened.get(schema);
  if (known !== undefined) return known;
  const made = schema instanceof z.ZodObject ? schema.strict() : schema;
  strictened.set(schema, made);
  return made;
}

function faultOf(part: string, issue: z.core.$ZodIssue): Fault {
  const path = issue.path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${String(step)}`), part);
  return { path, "zh-CN": worded(chinese, issue), en: worded(english, issue) };
}

function worded(words: z.core.$ZodErrorMap, issue: z.core.$ZodIssue): string {
  const message = words(issue as z.core.$ZodRawIssue);
  return (typeof message === "string" ? message : message?.message) ?? issue.message;
}

/**
 * The first field of a reply that its contract does not describe, or null. Used where replies are checked strictly.
 *
 * @example
 * unknownField({ a: 1, b: { c: 2 } }, { a: 1, b: {} }) // => "b.c"
 */
export function unknownField(sent: unknown, parsed: unknown, path = ""): string | null {
  if (typeof sent !== "object" || sent === null || typeof parsed !== "object" || parsed === null) return null;
  for (const [name, value] of Object.entries(sent)) {
    const here = path === "" ? name : `${path}.${name}`;
    if (value === undefined) continue;
    if (!Object.hasOwn(parsed, name)) return here;
    const deeper = unknownField(value, (parsed as Record<string, unknown>)[name], here);
    if (deeper !== null) return deeper;
  }
  return null;
}
