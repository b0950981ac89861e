import type { Context } from "../../platform/context.js";
import { AppError } from "../../platform/errors.js";
import { type Call, logCall, type Purpose, usedThisMonth } from "./calls.js";
import type { Prompt } from "./prompt.js";
import { type AiSettings, readAi } from "./settings.js";

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 256 * 1024;
const MAX_ANSWER_TOKENS = 500;

/** A text the model gave, or why there is none. */
type Answer = { readonly text: string | null; readonly outcome: Call["outcome"]; readonly tokensIn: number; readonly tokensOut: number };

/**
 * Asks the organisation's model once and writes down that it was asked. Nothing leaves the house while it is off or over its limit.
 *
 * @throws {AppError} AI_OFF, AI_CAP, or AI_FAILED when there was no usable answer
 */
export async function askModel(ctx: Context, purpose: Purpose, prompt: Prompt): Promise<{ readonly text: string; readonly model: string }> {
  const { text, model } = await callModel(ctx, purpose, prompt);
  if (text === null) throw new AppError("AI_FAILED");
  return { text, model };
}

/** The same, telling the outcome instead of throwing when the model fails. */
export async function callModel(
  ctx: Context,
  purpose: Purpose,
  prompt: Prompt,
): Promise<{ readonly text: string | null; readonly model: string; readonly outcome: Call["outcome"]; readonly ms: number }> {
  const settings = await readAi(ctx.db, ctx.vault, ctx.tenantId);
  if (!settings.isOn || settings.url === "" || ctx.organisation.isDemo) throw new AppError("AI_OFF");
  const { tokens, cost } = await usedThisMonth(ctx);
  // what this call may cost at most counts before it is made
  const mostTokens = tokensOf(prompt.system + prompt.user) + MAX_ANSWER_TOKENS;
  const mostCost = costOf(settings, tokensOf(prompt.system + prompt.user), MAX_ANSWER_TOKENS);
  if (tokens + mostTokens > settings.monthTokens || (settings.monthCost > 0 && cost + mostCost > settings.monthCost)) {
    await logCall(ctx, { purpose, model: settings.model, outcome: "refused_cap", tokensIn: 0, tokensOut: 0, cost: 0, ms: 0 });
    throw new AppError("AI_CAP");
  }
  const began = performance.now();
  const answer = await send(settings, prompt);
  const ms = performance.now() - began;
  const { tokensIn, tokensOut, outcome } = answer;
  await logCall(ctx, { purpose, model: settings.model, outcome, tokensIn, tokensOut, cost: costOf(settings, tokensIn, tokensOut), ms });
  return { text: answer.text, model: settings.model, outcome, ms: Math.round(ms) };
}

/** Tokens of a text, counted generously where the model does not tell. */
function tokensOf(text: string): number {
  return Math.ceil(text.length * 1.2) + 20;
}

function costOf({ priceIn, priceOut }: AiSettings, tokensIn: number, tokensOut: number): number {
  return (tokensIn * priceIn + tokensOut * priceOut) / 1e6;
}

/** One request to the address an admin has set: no redirect, a time and a size limit, nothing of ours but the prompt. */
async function send({ url, model, key }: AiSettings, { system, user }: Prompt): Promise<Answer> {
  const estimate = { tokensIn: tokensOf(system + user), tokensOut: 0 };
  const failed = (outcome: Call["outcome"], used: { tokensIn: number; tokensOut: number } = { tokensIn: 0, tokensOut: 0 }): Answer => ({
    text: null,
    outcome,
    ...used,
  });
  try {
    const response = await fetch(addressOf(url), {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { "content-type": "application/json", ...(key === "" ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({
        model,
        temperature: 0,
        max_tokens: MAX_ANSWER_TOKENS,
        messages: [
          { role: "system", content: system },
          { role: "user", content: user },
        ],
      }),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      return failed("redirected");
    }
    const body = await readLimited(response);
    if (body === null) return failed("too_large", estimate);
    if (!response.ok) return failed("http_error");
    return readAnswer(body, estimate.tokensIn);
  } catch (error) {
    return failed(error instanceof DOMException && error.name === "TimeoutError" ? "timeout" : "unreachable");
  }
}

/** An address that ends before `/chat/completions` is completed, as OpenAI-compatible servers are named by their base. */
function addressOf(url: string): URL {
  const address = new URL(url);
  if (!address.pathname.endsWith("/chat/completions")) address.pathname = `${address.pathname.replace(/\/+$/, "")}/chat/completions`;
  return address;
}

async function readLimited(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function readAnswer(body: string, estimateIn: number): Answer {
  const read = jsonOf(body) as {
    choices?: { message?: { content?: unknown } }[];
    usage?: { prompt_tokens?: unknown; completion_tokens?: unknown };
  } | null;
  const content = read?.choices?.[0]?.message?.content;
  const whole = (value: unknown, other: number) =>
    typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 1e8 ? value : other;
  const text =
    typeof content === "string"
      ? content
          .replace(/\p{Cc}(?<!\n)/gu, "")
          .trim()
          .slice(0, 4000)
      : "";
  const tokensIn = whole(read?.usage?.prompt_tokens, estimateIn);
  const tokensOut = whole(read?.usage?.completion_tokens, tokensOf(text));
  return text === "" ? { text: null, outcome: "unreadable", tokensIn, tokensOut } : { text, outcome: "done", tokensIn, tokensOut };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
