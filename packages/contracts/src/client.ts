import { type Problem, problem } from "./errors.js";
import type { In, Out, RouteSpec } from "./route.js";

/** A refusal, as the server worded it. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.message.en);
  }
}

export type Send = (path: string, init: { method: string; headers: Record<string, string>; body?: string }) => Promise<Response>;

/** Builds the address of a call: params filled in, query appended, `undefined` left out. */
export function addressOf(spec: RouteSpec, input: { params?: object; query?: object }): string {
  const path = spec.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((input.params as Record<string, unknown>)[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) if (value !== undefined && value !== "") query.set(name, String(value));
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** One typed call over the contract. @throws {Refusal} when the server refuses */
export async function call<R extends RouteSpec>(send: Send, spec: R, input: In<R>): Promise<Out<R>> {
  const { body } = input as { body?: unknown };
  const headers: Record<string, string> = { accept: "application/json", "x-manyi-request": "1" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const response = await send(addressOf(spec, input as object), {
    method: spec.method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    const parsed = problem.safeParse(await response.json().catch(() => null));
    throw new Refusal(
      response.status,
      parsed.success
        ? parsed.data
        : { code: "INTERNAL", message: { "zh-CN": "没有连上服务器。", en: "The server could not be reached." }, at: [] },
    );
  }
  return (spec.reply === null ? response : await response.json()) as Out<R>;
}
