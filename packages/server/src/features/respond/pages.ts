import { gzipSync } from "node:zlib";
import type { PostedForm } from "@manyi/core/survey";
import { EMBED_SCRIPT, PORTAL_CSS, POSTER_CSS, SHEET_CSS, SURVEY_SCRIPT, unavailablePage, WORK_SCRIPT } from "@manyi/portal";
import { IngestBusy } from "@manyi/store";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Services } from "../../platform/services.js";
import { type Arrival, arrive, isRefused, type Query, type Refused } from "./arrive.js";
import { askCallback } from "./ask-callback.js";
import { isUsed } from "./burn.js";
import { organisationName, unitNameOf } from "./directory.js";
import { findFull, showScreenedOut, turnAway, wasRefused } from "./quota-door.js";
import { type Shown, showSurvey } from "./show.js";
import { localeOfPost, takePost } from "./take.js";
import { newVisit, readVisit } from "./visit.js";

type Visit = FastifyRequest<{ Params: { slug: string }; Querystring: Query; Body: unknown }>;

/** The pages a customer sees, and the files they load. */
export function pages(app: FastifyInstance, services: Services): void {
  app.get("/s/:slug", { config: { routeName: "respond.show" } }, (request, reply) => show(services, request as Visit, reply));
  app.post("/s/:slug", { config: { routeName: "respond.take" } }, (request, reply) => take(services, request as Visit, reply));
  app.post("/s/:slug/callback", { config: { routeName: "respond.callback" } }, (request, reply) =>
    callback(services, request as Visit, reply),
  );
  for (const { path, type, body } of [PORTAL_CSS, SURVEY_SCRIPT, WORK_SCRIPT, POSTER_CSS, SHEET_CSS, EMBED_SCRIPT]) {
    const packed = gzipSync(body, { level: 9 });
    const isFixed = path === EMBED_SCRIPT.path;
    app.get(path, { config: { routeName: "respond.file" } }, (request, reply) => {
      reply.type(type).header("vary", "accept-encoding");
      reply.header("cache-control", isFixed ? "public, max-age=3600" : "public, max-age=31536000, immutable");
      // other sites load the loader; everything else belongs to our own pages
      if (isFixed) reply.header("cross-origin-resource-policy", "cross-origin");
      return acceptsGzip(request) ? reply.header("content-encoding", "gzip").send(packed) : reply.send(body);
    });
  }
}

async function show(services: Services, request: Visit, reply: FastifyReply): Promise<FastifyReply> {
  const arrival = await welcome(services, request);
  if (isRefused(arrival)) return refusePage(reply, arrival);
  if (isDone(services, arrival)) return refusePage(reply, { why: "used", status: 410, locale: arrival.locale, link: arrival.link });
  frame(reply, arrival);
  if (arrival.link.hasQuotas) {
    const away = await meetQuota(services, arrival, request.query);
    if (away !== null) return "to" in away ? reply.redirect(away.to, 303) : sendHtml(reply, 200, away.page);
  }
  return sendShown(request, reply, await showSurvey(services, arrival, request.query));
}

/**
 * Whoever falls into a full cell by where they come from is told before the first question. Without a personal link the visit gets a name
 * first, so that a page that is loaded again is not counted again.
 */
async function meetQuota(services: Services, arrival: Arrival, query: Query): Promise<{ page: string } | { to: string } | null> {
  if (arrival.invitation?.state === "quota_full" && (await wasRefused(services, arrival))) return { page: showScreenedOut(arrival, false) };
  const full = await findFull(services, arrival, {});
  if (full === null) return null;
  const visit = readVisit(query.d);
  if (visit === null && arrival.invitation === null) {
    const { action, link, locale } = arrival;
    const named = new URLSearchParams(action.split("?")[1] ?? "");
    named.set("d", newVisit(services));
    named.set("l", locale);
    return { to: `/s/${link.slug}?${named}` };
  }
  await turnAway(services, arrival, { visit: visit ?? "", full, stage: query.p === undefined ? "door" : "page" });
  return { page: showScreenedOut(arrival, false) };
}

async function take(services: Services, request: Visit, reply: FastifyReply): Promise<FastifyReply> {
  const form = formOf(request);
  const arrival = await welcome(services, request, localeOfPost(form));
  if (isRefused(arrival)) return refusePage(reply, arrival);
  if (isOver(arrival)) {
    return refusePage(reply, { why: "used", status: 410, locale: arrival.locale, link: arrival.link });
  }
  frame(reply, arrival);
  try {
    const taken = await takePost(services, arrival, form);
    if (taken.kind === "kept") return reply.status(204).send();
    if (taken.kind === "moved") return reply.redirect(taken.to, 303);
    return sendHtml(reply, taken.status, taken.page);
  } catch (error) {
    if (!(error instanceof IngestBusy)) throw error;
    return refusePage(reply.header("retry-after", "3"), { why: "busy", status: 503, locale: arrival.locale, link: arrival.link });
  }
}

async function callback(services: Services, request: Visit, reply: FastifyReply): Promise<FastifyReply> {
  const form = formOf(request);
  const arrival = await welcome(services, request, localeOfPost(form));
  if (isRefused(arrival)) return refusePage(reply, arrival);
  frame(reply, arrival);
  const { status, page } = await askCallback(services, arrival, form);
  return sendHtml(reply, status, page);
}

function welcome(services: Services, request: Visit, locale?: string): Promise<Arrival | Refused> {
  const query = locale === undefined ? request.query : { ...request.query, l: locale };
  return arrive(services, request.params.slug, query, { ip: request.ip, language: request.headers["accept-language"] });
}

/** The fields of a form post; whatever else a body may be is an empty form. */
function formOf({ body }: Visit): PostedForm {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return {};
  const fields = Object.entries(body as Record<string, unknown>);
  return Object.fromEntries(fields.filter((field): field is [string, string | string[]] => isText(field[1])));
}

function isText(value: unknown): boolean {
  return typeof value === "string" || (Array.isArray(value) && value.every((one) => typeof one === "string"));
}

/** Nothing more is taken: withdrawn, or an anonymous token whose answer can no longer be found. */
function isOver({ invitation, link }: Arrival): boolean {
  if (invitation === null) return false;
  return invitation.state === "opted_out" || (invitation.state === "completed" && link.definition.anonymity === "anonymous");
}

/** A personal link takes one answer; a withdrawn one asks nothing more. */
function isDone(services: Services, { invitation, link }: Arrival): boolean {
  if (invitation === null) return false;
  return (
    invitation.state === "completed" || invitation.state === "opted_out" || isUsed(services, { tenantId: link.tenantId, id: invitation.id })
  );
}

/** Only links made for embedding may stand in a frame of another site. */
function frame(reply: FastifyReply, { framed }: Arrival): void {
  if (!framed) return;
  reply.removeHeader("x-frame-options");
  const policy = String(reply.getHeader("content-security-policy") ?? "");
  reply.header("content-security-policy", policy.replace("frame-ancestors 'none'", "frame-ancestors *"));
}

function sendShown(request: FastifyRequest, reply: FastifyReply, shown: Shown): FastifyReply {
  if ("page" in shown) return sendHtml(reply, shown.status, shown.page);
  reply.type("text/html; charset=utf-8").header("cache-control", "no-store").header("vary", "accept-encoding, accept-language");
  return acceptsGzip(request)
    ? reply.header("content-encoding", "gzip").send(shown.ready.gzip(shown.visit))
    : reply.send(shown.ready.plain(shown.visit));
}

function sendHtml(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.status(status).type("text/html; charset=utf-8").header("cache-control", "no-store").send(page);
}

function refusePage(reply: FastifyReply, { why, status, locale, link }: Refused): FastifyReply {
  const organisation = link === null ? "满意 Manyi" : organisationName(link, locale);
  const unit = link === null ? null : (unitNameOf(link, locale) ?? null);
  return sendHtml(reply, status, unavailablePage({ locale, organisation, unit, action: link === null ? null : `/s/${link.slug}` }, why));
}

function acceptsGzip(request: FastifyRequest): boolean {
  return /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
}
