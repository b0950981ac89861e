import type { Permission } from "@manyi/core/access";
import type { z } from "zod";
import type { ErrorCode } from "./errors.js";

/** Who may call: a permission, any signed-in person ("session"), anybody ("public"). */
export type May = Permission | "session" | "public";

export type RouteSpec = {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/api/v1/…` with `:params` */
  readonly path: string;
  readonly may: May;
  /** one plain sentence for the API reference */
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** `null`: the reply is not JSON (a file, an event stream), described by `content` */
  readonly reply: z.ZodType | null;
  readonly content?: string;
  readonly errors: readonly ErrorCode[];
};

/** Describes a route once; server, typed client and OpenAPI all read this. */
export function route<const R extends RouteSpec>(spec: R): R {
  return spec;
}

export type In<R extends RouteSpec> = (R extends { params: infer P extends z.ZodType } ? { params: z.input<P> } : unknown) &
  (R extends { query: infer Q extends z.ZodType } ? { query?: z.input<Q> } : unknown) &
  (R extends { body: infer B extends z.ZodType } ? { body: z.input<B> } : unknown);
/** A route that answers a list page by page: `next` leads on, `null` ends it. */
export type PagedRoute = Omit<RouteSpec, "reply"> & { readonly reply: z.ZodType<{ readonly next: string | null }> };
export type PageOf<R extends PagedRoute> = z.output<R["reply"]>;
export type Out<R extends RouteSpec> = R["reply"] extends z.ZodType ? z.output<R["reply"]> : Response;
