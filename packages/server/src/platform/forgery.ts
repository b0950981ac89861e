import type { FastifyRequest } from "fastify";
import { AppError } from "./errors.js";
import type { Identity } from "./organisation.js";
import type { Services } from "./services.js";

/**
 * Refuses changes that another site makes a browser send. A page of another origin can neither set `x-manyi-request` without asking
 * first (which is never granted) nor hide its Origin. API keys are no cookies, so no browser sends them by itself.
 *
 * @throws {AppError} FORGED_REQUEST
 */
export function refuseForgery(services: Services, identity: Identity | null, request: FastifyRequest): void {
  if (request.method === "GET" || request.method === "HEAD" || identity?.actor.kind === "key") return;
  if (request.headers["x-manyi-request"] === undefined) throw new AppError("FORGED_REQUEST");
  if (!isOwnOrigin(services, request)) throw new AppError("FORGED_REQUEST");
}

/** Whether the page that sent this belongs to us. Browsers name the origin of every change; tools that name none carry no cookies of others. */
export function isOwnOrigin(services: Services, request: FastifyRequest): boolean {
  if (request.headers["sec-fetch-site"] === "cross-site") return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (origin === new URL(services.publicUrl()).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}
