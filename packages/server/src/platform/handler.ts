import type { RouteSpec } from "@manyi/contracts";
import { api } from "@manyi/contracts";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Context } from "./context.js";
import type { Services } from "./services.js";

/** A reply that is not JSON: what a route with `reply: null` returns. `undefined` when it has answered by itself (event streams). */
export type RawReply = {
  readonly type: string;
  readonly body: string | Buffer | NodeJS.ReadableStream;
  /** makes it a download of this name */
  readonly fileName?: string;
};

type Parsed<R extends RouteSpec, K extends "params" | "query" | "body"> =
  R extends Record<K, infer S extends z.ZodType> ? z.output<S> : undefined;
export type Given<R extends RouteSpec> = {
  readonly params: Parsed<R, "params">;
  readonly query: Parsed<R, "query">;
  readonly body: Parsed<R, "body">;
  /** for uploads, cookies and streams only */
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** for the features that own a piece of the platform: sign-in, mail, operations */
  readonly services: Services;
};
export type Answer<R extends RouteSpec> = R["reply"] extends z.ZodType ? z.input<R["reply"]> : RawReply | undefined;

export type HandlerOptions = {
  /**
   * Whether a success leaves an entry in the audit log. Default: every method but GET. `false` for a question that only looks like
   * a write (lint, check); `true` for a GET that shows identified people or exports. A use case that wrote its own entry through
   * `ctx.audit` is not recorded twice.
   */
  readonly audit?: boolean;
};

/** One route of the contract and what answers it. */
export type Handler = {
  readonly spec: RouteSpec;
  readonly name: string;
  readonly audit: boolean;
  readonly run: (ctx: Context, given: Given<RouteSpec>) => Promise<unknown>;
};

const names = new Map<RouteSpec, string>(
  Object.entries(api).flatMap(([slice, routes]) =>
    Object.entries(routes).map(([name, spec]): [RouteSpec, string] => [spec as RouteSpec, `${slice}.${name}`]),
  ),
);
/** Every route of the contract with its name, e.g. `cases.open`. */
export const CONTRACT_ROUTES: readonly { readonly name: string; readonly spec: RouteSpec }[] = [...names].map(([spec, name]) => ({
  name,
  spec,
}));

/**
 * Binds a route of the contract to its use case. What arrives in `run` has been parsed, the caller is known, the permission is checked.
 *
 * @throws {RangeError} when the route is not in the contract's table
 * @example
 * export const routes = [handle(api.org.members, async (ctx) => ({ items: await listMembers(ctx) }))];
 */
export function handle<const R extends RouteSpec>(
  spec: R,
  run: (ctx: Context, given: Given<R>) => Promise<Answer<R>>,
  options: HandlerOptions = {},
): Handler {
  const name = names.get(spec);
  if (name === undefined) throw new RangeError(`${spec.method} ${spec.path} is not in the contract's route table`);
  return { spec, name, audit: options.audit ?? spec.method !== "GET", run: run as Handler["run"] };
}
