import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Context } from "./context.js";
import { AppError, type Fault } from "./errors.js";
import { refuseForgery } from "./forgery.js";
import type { Given, Handler, RawReply } from "./handler.js";
import { identify } from "./identify.js";
import { KEY_LIMIT, PUBLIC_LIMIT, SESSION_LIMIT } from "./limits.js";
import type { Identity } from "./organisation.js";
import { parsePart, unknownField } from "./parse.js";
import { contextOf, makeContext, type Services } from "./services.js";

/** Registers every handler under its contract: who asks, may they, is it well formed, then the use case, then the contract again. */
export function registerHandlers(app: FastifyInstance, services: Services, handlers: readonly Handler[]): void {
  for (const handler of handlers) {
    app.route({
      method: handler.spec.method,
      url: handler.spec.path,
      config: { routeName: handler.name },
      handler: (request, reply) => answer(services, handler, request, reply),
    });
  }
}

async function answer(services: Services, handler: Handler, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const identity = await identify(services, request, reply).catch((error: unknown) => {
    // guessing keys is counted like asking without one
    limitRequests(services, null, request);
    throw error;
  });
  limitRequests(services, identity, request);
  refuseForgery(services, identity, request);
  if (handler.spec.may !== "public" && identity === null) throw new AppError("NOT_SIGNED_IN");
  if (handler.spec.may !== "public" && handler.spec.may !== "session" && !identity?.permissions.has(handler.spec.may)) {
    throw new AppError("NOT_ALLOWED");
  }
  const given = { ...parseRequest(handler, request), request, reply, services } as Given<Handler["spec"]>;
  const recorded = { entry: false };
  const ctx = await contextFor(services, identity, request, recorded);
  const result = await declared(services, handler, () => handler.run(ctx, given));
  if (handler.audit && !recorded.entry && handler.spec.may !== "public") {
    await ctx.tx((tx) => ctx.audit(tx, { action: handler.name, object: objectOf(given.params) }));
  }
  return handler.spec.reply === null ? sendRaw(reply, result as RawReply | undefined) : present(services, handler, result);
}

/** The caller's context; for a public route somebody without rights, in the installation's own organisation. */
async function contextFor(
  services: Services,
  identity: Identity | null,
  request: FastifyRequest,
  recorded: { entry: boolean },
): Promise<Context> {
  const ctx = identity === null ? nobody(services, request) : contextOf(services, identity, request.id);
  return {
    ...ctx,
    log: request.log as Context["log"],
    audit: async (tx, entry) => {
      await ctx.audit(tx, entry);
      recorded.entry = true;
    },
  };
}

function nobody(services: Services, request: FastifyRequest): Context {
  return makeContext(services, {
    organisation: { id: 1, timeZone: "Asia/Shanghai", defaultLocale: "zh-CN", kThreshold: 5, promised: [], isDemo: false, isSetUp: false },
    actor: { kind: "customer", id: null, name: "" },
    permissions: new Set(),
    units: [],
    locale: request.headers["accept-language"]?.startsWith("en") ? "en" : "zh-CN",
    origin: request.id,
  });
}

function limitRequests(services: Services, identity: Identity | null, request: FastifyRequest): void {
  const [key, limit] =
    identity === null
      ? ([`public ${request.ip}`, PUBLIC_LIMIT] as const)
      : identity.actor.kind === "key"
        ? ([`key ${identity.actor.id}`, KEY_LIMIT] as const)
        : ([`user ${identity.actor.id}`, SESSION_LIMIT] as const);
  const wait = services.limiter.take(key, limit);
  if (wait !== null) throw new AppError("RATE_LIMITED", [], wait);
}

function parseRequest({ spec }: Handler, request: FastifyRequest): { params: unknown; query: unknown; body: unknown } {
  const faults: Fault[] = [];
  const parse = (part: "params" | "query" | "body", schema: z.ZodType | undefined, value: unknown): unknown => {
    if (schema === undefined) return undefined;
    const parsed = parsePart(schema, part, value);
    if (parsed.ok) return parsed.value;
    faults.push(...parsed.faults);
    return undefined;
  };
  const isJson = /^application\/json\b/i.test(request.headers["content-type"] ?? "");
  const given = {
    params: parse("params", spec.params, request.params),
    query: parse("query", spec.query, request.query ?? {}),
    body: parse("body", spec.body, isJson ? request.body : undefined),
  };
  // a path that names nothing possible is a thing that does not exist, told apart from nothing else
  if (given.params === undefined && spec.params !== undefined) throw new AppError("NOT_FOUND");
  if (faults.length > 0) throw new AppError("INVALID_INPUT", faults);
  return given;
}

/** Codes any route may answer with; all others stand in its contract. */
const ALWAYS: readonly string[] = [
  "INVALID_INPUT",
  "NOT_SIGNED_IN",
  "NOT_ALLOWED",
  "FORGED_REQUEST",
  "NOT_FOUND",
  "RATE_LIMITED",
  "TOO_LARGE",
  "INTERNAL",
  "NOT_READY",
];

async function declared<T>(services: Services, handler: Handler, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (services.config.strict && error instanceof AppError && !ALWAYS.includes(error.code)) {
      const codes: readonly string[] = handler.spec.errors;
      if (!codes.includes(error.code)) throw new Error(`${handler.name} refused with ${error.code}, which its contract does not name`);
    }
    throw error;
  }
}

function present(services: Services, handler: Handler, result: unknown): unknown {
  const parsed = handler.spec.reply!.safeParse(result);
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new Error(`${handler.name} answered against its contract: ${places}`);
  }
  const extra = services.config.strict ? unknownField(result, parsed.data) : null;
  if (extra !== null) throw new Error(`${handler.name} answered with a field its contract does not know: ${extra}`);
  return parsed.data;
}

function sendRaw(reply: FastifyReply, result: RawReply | undefined): unknown {
  if (result === undefined) return reply;
  reply.type(result.type);
  if (result.fileName !== undefined) {
    reply.header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(result.fileName)}`);
  }
  return reply.send(result.body);
}

function objectOf(params: unknown): string {
  return typeof params === "object" && params !== null ? Object.values(params).join(" ") : "";
}
