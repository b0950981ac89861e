import type { FastifyInstance } from "fastify";
import { AppError } from "../../platform/errors.js";
import { PUBLIC_LIMIT } from "../../platform/limits.js";
import type { Services } from "../../platform/services.js";
import { findByToken, receive } from "./receive.js";

/** The public address other systems post to. It reads the raw bytes, because a signature is made over them. */
export function pages(app: FastifyInstance, services: Services): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.post<{ Params: { token: string } }>("/api/v1/hooks/:token", { config: { routeName: "sources.hook" } }, async (request) => {
    const wait = services.limiter.take(`public ${request.ip}`, PUBLIC_LIMIT);
    if (wait !== null) throw new AppError("RATE_LIMITED", [], wait);
    const source = await findByToken(services, request.params.token);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const signature = request.headers["x-manyi-signature"];
    return receive(services, source, body, typeof signature === "string" ? signature : undefined);
  });
}
