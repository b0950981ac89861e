import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import type { ErrorCode } from "@manyi/contracts";
import { ERRORS } from "@manyi/contracts";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { unstorableText } from "./clean-text.js";
import { AppError, type Fault, problemOf } from "./errors.js";
import { refusalPage } from "./refusal-page.js";
import type { Services } from "./services.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** the name measured and logged instead of the address, e.g. `cases.open` */
    routeName?: string;
  }
}

/** JSON bodies; uploads are streams with limits of their own. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** No script from elsewhere, no inline script, anywhere. Style is `'self'`; the staff pages alone add inline styles, see `static.ts`. */
export const POLICY = {
  "default-src": ["'self'"],
  "script-src": ["'self'"],
  "script-src-attr": ["'none'"],
  "style-src": ["'self'"],
  "img-src": ["'self'", "data:", "blob:"],
  "font-src": ["'self'", "data:"],
  "connect-src": ["'self'"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
} as const;

/** A Fastify with headers, limits, logs and refusals in place, and no route yet. */
export async function createHttp(services: Services): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => services.ids.uuid(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: services.config.behindProxy,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    forceCloseConnections: true,
    // an address nobody can read is an address that does not exist
    frameworkErrors: (_error, _request, reply) => void refuse(reply as FastifyReply, "NOT_FOUND"),
  });
  app.removeContentTypeParser("text/plain");
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { ...POLICY } },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "same-origin" },
    hsts: services.publicUrl().startsWith("https://") ? { maxAge: 31_536_000 } : false,
  });
  await app.register(multipart, { throwFileSizeLimit: true, limits: { files: 1, fields: 20, parts: 25, headerPairs: 50 } });

  app.addHook("preValidation", async (request) => {
    const type = request.headers["content-type"] ?? "";
    if (/^multipart\//i.test(type) && !/boundary=\S/i.test(type)) throw new AppError("INVALID_INPUT", [UNREADABLE]);
    for (const part of ["params", "query", "body"] as const) {
      const path = unstorableText(request[part], part);
      if (path !== null) throw new AppError("INVALID_INPUT", [UNSTORABLE(path)]);
    }
  });
  app.addHook("onSend", async (request, reply) => {
    if (request.url.startsWith("/api/") && !reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
  });
  app.addHook("onResponse", async (request, reply) => {
    const route = request.routeOptions.config?.routeName ?? request.routeOptions.url ?? "unknown";
    services.metrics.request(route, reply.statusCode, reply.elapsedTime / 1000);
    request.log.debug({ route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, "answered");
  });
  app.addHook("preClose", async () => services.live.end());
  app.setErrorHandler((error: FastifyError, request, reply) => refuseError(services, error, request, reply));
  return app;
}

const UNREADABLE: Fault = { path: "body", "zh-CN": "无法读取提交的内容。", en: "The body could not be read." };
const UNSTORABLE = (path: string): Fault => ({ path, "zh-CN": "含有无法保存的字符。", en: "Holds characters that cannot be stored." });

/** Sends a refusal of the closed list: JSON, or a plain page to a browser that asked for a page. */
export function refuse(reply: FastifyReply, code: ErrorCode, at: AppError["at"] = [], incident?: string): FastifyReply {
  const { url, headers } = reply.request;
  if (!url.startsWith("/api/") && headers.accept?.includes("text/html")) {
    return reply.status(ERRORS[code].status).type("text/html; charset=utf-8").send(refusalPage(code, incident));
  }
  return reply
    .status(ERRORS[code].status)
    .type("application/json; charset=utf-8")
    .send(problemOf(code, at, incident));
}

function refuseError(services: Services, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof AppError) {
    if (error.retryAfter !== null) reply.header("retry-after", String(error.retryAfter));
    return refuse(reply, error.code, error.at);
  }
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE" || error.code === "FST_REQ_FILE_TOO_LARGE") return refuse(reply, "TOO_LARGE");
  // what Fastify itself refuses: broken JSON, unknown content types, wrong lengths
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return refuse(reply, "INVALID_INPUT", [UNREADABLE]);
  }
  const incident = services.ids.uuid();
  request.log.error({ err: error, incident, route: request.routeOptions.config?.routeName ?? request.routeOptions.url }, "incident");
  if (services.config.strict) process.stderr.write(`${error.stack ?? error.message}\n`);
  return refuse(reply, "INTERNAL", [], incident);
}
