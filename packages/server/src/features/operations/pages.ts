import swagger, { type StaticDocumentSpec } from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { POLICY, refuse } from "../../platform/http.js";
import { describeApi } from "../../platform/openapi.js";
import type { Services } from "../../platform/services.js";
import { VERSION } from "../../platform/version.js";
import { readiness } from "./readiness.js";

/** Swagger UI draws with inline styles; its scripts are files of this origin like all others. */
const DOCS_POLICY = { ...POLICY, "style-src": ["'self'", "'unsafe-inline'"] };

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="140" height="40"><text x="0" y="29" font-family="sans-serif" font-size="26" fill="#fff">满意 Manyi</text></svg>';

export async function pages(app: FastifyInstance, services: Services): Promise<void> {
  app.get("/healthz", { config: { routeName: "healthz" } }, async () => ({ ok: true, version: VERSION }));
  app.get("/readyz", { config: { routeName: "readyz" } }, async (_request, reply) => {
    const state = await readiness(services);
    return state.isReady ? state : refuse(reply, "NOT_READY");
  });
  services.metrics.gauge("manyi_ingest_waiting", "Voices taken and not yet committed", () => services.ingest.waiting());
  services.metrics.gauge("manyi_live_streams", "Pages listening to live notices", () => services.live.size());
  app.get("/metrics", { config: { routeName: "metrics" } }, async (_request, reply) =>
    reply.type(services.metrics.registry.contentType).send(await services.metrics.registry.metrics()),
  );

  const document = describeApi(VERSION);
  const spelled = JSON.stringify(document);
  app.get("/api/openapi.json", { config: { routeName: "openapi" } }, async (_request, reply) =>
    reply.type("application/json; charset=utf-8").send(spelled),
  );
  await app.register(swagger, { mode: "static", specification: { document: document as unknown as StaticDocumentSpec["document"] } });
  await app.register(swaggerUi, {
    routePrefix: "/api/docs",
    staticCSP: Object.fromEntries(Object.entries(DOCS_POLICY).map(([name, sources]) => [name, [...sources]])),
    uiConfig: { docExpansion: "none", validatorUrl: null, layout: "BaseLayout", persistAuthorization: false },
    theme: { title: "Manyi API" },
    logo: { type: "image/svg+xml", content: Buffer.from(LOGO), href: "/" },
  });
}
