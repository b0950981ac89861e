import { gzipSync } from "node:zlib";
import { BEACON_SCRIPT } from "@manyi/portal";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Services } from "../../platform/services.js";
import { hear } from "./hear.js";

/** A report is a path and two numbers. */
const LARGEST_REPORT = 4096;

/** The script websites put into their pages, and where it reports to. No cookie is read or set. */
export function pages(app: FastifyInstance, services: Services): void {
  const packed = gzipSync(BEACON_SCRIPT.body, { level: 9 });
  app.get(BEACON_SCRIPT.path, { config: { routeName: "expectationSources.script" } }, (request, reply) => {
    forOtherSites(reply).type(BEACON_SCRIPT.type).header("vary", "accept-encoding").header("cache-control", "public, max-age=3600");
    const takesGzip = /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
    return takesGzip ? reply.header("content-encoding", "gzip").send(packed) : reply.send(BEACON_SCRIPT.body);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string", bodyLimit: LARGEST_REPORT }, (_request, body, done) => done(null, body));
  app.post<{ Params: { key: string } }>(
    "/api/v1/beacon/:key",
    { config: { routeName: "expectationSources.hear" }, bodyLimit: LARGEST_REPORT },
    async (request, reply) => {
      const { headers, ip, params, body } = request;
      const origin = await hear(services, {
        ip,
        key: params.key,
        origin: headers.origin,
        body: typeof body === "string" ? body : "",
        optedOut: headers.dnt === "1" || headers["sec-gpc"] === "1",
      });
      return forOtherSites(reply).header("access-control-allow-origin", origin).header("vary", "origin").status(204).send();
    },
  );
}

/** Other sites load the script and may see that their report arrived; everything else belongs to our own pages. */
function forOtherSites(reply: FastifyReply): FastifyReply {
  return reply.header("cross-origin-resource-policy", "cross-origin");
}
