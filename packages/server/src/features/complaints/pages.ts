import { COMPLAINT_CSS, findCasePage, intakePage, trackPage } from "@manyi/portal";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Services } from "../../platform/services.js";
import { checkIntake, type IntakeForm, places, takeIn, valuesOf } from "./intake.js";
import { customerStep, findTracked, trackView } from "./track.js";
import { complaintOrganisation, contextFor, inLocale, localeOf } from "./whose.js";

/** Many guests may sit behind one address, so the whole form is limited, generously; codes are limited per reference. */
const INTAKE_LIMIT = { perMinute: 120, burst: 200 };
const TRACK_LIMIT = { perMinute: 6, burst: 12 };

const page = (reply: FastifyReply, status: number, body: string) =>
  reply.status(status).type("text/html; charset=utf-8").header("cache-control", "no-store").send(body);
const str = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export function pages(app: FastifyInstance, services: Services): void {
  app.get(COMPLAINT_CSS.path, (_request, reply) =>
    reply.type(COMPLAINT_CSS.type).header("cache-control", "public, max-age=31536000, immutable").send(COMPLAINT_CSS.body),
  );

  app.get<{ Querystring: Record<string, unknown> }>("/complain", async (request, reply) => {
    const { query } = request;
    const organisation = await complaintOrganisation(services, str(query.o), str(query.s));
    if (organisation === null) return page(reply, 404, await findPage(services, "zh-CN", "", null));
    const locale = localeOf(str(query.lang), request.headers["accept-language"], organisation.locale);
    const ctx = await contextFor(services, organisation.id, locale);
    const all = await places(ctx, locale);
    const place = all.find((one) => one.code === query.u);
    return page(
      reply,
      200,
      intakePage({
        ...frameOf(organisation, locale),
        clientKey: services.ids.token(),
        units: all,
        unitId: place?.id ?? null,
        values: valuesOf({}),
        faults: {},
      }),
    );
  });

  app.post<{ Body: IntakeForm & { lang?: string }; Querystring: Record<string, unknown> }>("/complain", async (request, reply) => {
    const form = request.body ?? {};
    const organisation = await complaintOrganisation(services, str(request.query.o));
    if (organisation === null) return page(reply, 404, await findPage(services, "zh-CN", "", null));
    const locale = localeOf(str(form.lang), request.headers["accept-language"], organisation.locale);
    const ctx = await contextFor(services, organisation.id, locale);
    const all = await places(ctx, locale);
    const { place, faults } = checkIntake(form, all);
    const key = /^[\w-]{16,64}$/.test(form.key ?? "") ? form.key! : services.ids.token();
    if (services.limiter.take(`complain ${organisation.id}`, INTAKE_LIMIT) !== null) faults.form = "tooMany";
    // a field that people do not see was filled in: a machine; it gets the page of a person who forgot something
    if (typeof form.website === "string" && form.website !== "") faults.what ??= "needWhat";
    if (place === null || Object.keys(faults).length > 0) {
      return page(
        reply,
        faults.form === undefined ? 422 : 429,
        intakePage({
          ...frameOf(organisation, locale),
          clientKey: key,
          units: all,
          unitId: place?.id ?? null,
          values: valuesOf(form),
          faults,
        }),
      );
    }
    const opened = await takeIn(ctx, form, place, `${organisation.id}:${key}`);
    return reply.redirect(`/track?c=${opened.reference}&k=${opened.secret}&lang=${locale}&new=1`, 303);
  });

  app.get<{ Querystring: Record<string, unknown> }>("/track", async (request, reply) => {
    const reference = str(request.query.c)?.trim().toUpperCase() ?? "";
    const secret = str(request.query.k)?.trim() ?? "";
    const asked = localeOf(str(request.query.lang), request.headers["accept-language"], "zh-CN");
    if (reference === "") return page(reply, 200, await findPage(services, asked, "", null));
    const row = await findTracked(services, reference, secret);
    if (row === null) return refuse(services, reply, asked, reference);
    const locale = str(request.query.lang) === undefined ? (row.locale === "en" ? "en" : "zh-CN") : asked;
    return page(
      reply,
      200,
      trackPage(await trackView(services, row, locale, secret, { isNew: request.query.new === "1", isSaved: request.query.saved === "1" })),
    );
  });

  app.post<{ Body: Record<string, unknown> }>("/track", async (request, reply) => {
    const form = request.body ?? {};
    const reference = str(form.c)?.trim().toUpperCase() ?? "";
    const secret = str(form.k)?.trim() ?? "";
    const locale = localeOf(str(form.lang), request.headers["accept-language"], "zh-CN");
    const row = await findTracked(services, reference, secret);
    if (row === null) return refuse(services, reply, locale, reference);
    await customerStep(services, row, locale, form);
    return reply.redirect(`/track?c=${row.reference}&k=${secret}&lang=${locale}&saved=1`, 303);
  });
}

/** The same words for an unknown reference and a wrong code; too many tries at one reference are told to wait. */
async function refuse(services: Services, reply: FastifyReply, locale: "zh-CN" | "en", reference: string): Promise<FastifyReply> {
  const wait = services.limiter.take(`track ${reference.slice(0, 20)}`, TRACK_LIMIT);
  if (wait !== null) reply.header("retry-after", String(wait));
  return page(
    reply,
    wait === null ? 404 : 429,
    await findPage(services, locale, reference.slice(0, 20), wait === null ? "notFound" : "waitFind"),
  );
}

async function findPage(
  services: Services,
  locale: "zh-CN" | "en",
  reference: string,
  fault: "notFound" | "waitFind" | null,
): Promise<string> {
  const organisation = await complaintOrganisation(services, undefined);
  return findCasePage({
    locale,
    organisation: organisation === null ? "Manyi" : inLocale(organisation.name, locale),
    unit: null,
    otherLanguage: `/track?lang=${locale === "en" ? "zh-CN" : "en"}`,
    reference,
    fault,
  });
}

function frameOf(organisation: { code: string; name: Parameters<typeof inLocale>[0] }, locale: "zh-CN" | "en") {
  return {
    locale,
    organisation: inLocale(organisation.name, locale),
    unit: null,
    action: `/complain?o=${organisation.code}`,
    otherLanguage: `/complain?o=${organisation.code}&lang=${locale === "en" ? "zh-CN" : "en"}`,
  };
}
