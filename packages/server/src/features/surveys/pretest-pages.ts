import {
  type Answers,
  checkAnswers,
  type Locale,
  nextScreen,
  outlineOf,
  type PostedForm,
  previousScreen,
  readForm,
  type SurveyDefinition,
  textIn,
} from "@manyi/core/survey";
import { pretestDonePage, surveyPage, unavailablePage } from "@manyi/portal";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Limit } from "../../platform/limiter.js";
import type { Services } from "../../platform/services.js";
import { newVisit, readVisit, visitKey, visitStart } from "../respond/index.js";

/** A pretest is for a few people at a time; this is wide enough for a class room. */
const LIMIT: Limit = { perMinute: 1200, burst: 300 };
/** More people than this learn nothing more. */
const MOST_PEOPLE = 500;
/** Whoever leaves a question open for longer went for a coffee. */
const LONGEST_S = 600;

type Visit = FastifyRequest<{ Params: { slug: string }; Querystring: Readonly<Record<string, unknown>>; Body: unknown }>;
type Trial = {
  readonly tenantId: number;
  readonly id: string;
  readonly slug: string;
  /** one question a page, so that the time of each is known */
  readonly definition: SurveyDefinition;
  readonly organisation: string;
  readonly locale: Locale;
  readonly isClosed: boolean;
};
type Kept = {
  readonly answers: Answers;
  readonly seconds: Readonly<Record<string, number>>;
  readonly remarks: Readonly<Record<string, string>>;
  readonly shownAt: Date;
  readonly isFinished: boolean;
};

/** The pages on which a draft is tried. They write to a table of their own and never to the voices. */
export function pretestPages(app: FastifyInstance, services: Services): void {
  app.get("/pretest/:slug", { config: { routeName: "pretest.show" } }, (request, reply) => show(services, request as Visit, reply));
  app.post("/pretest/:slug", { config: { routeName: "pretest.take" } }, (request, reply) => take(services, request as Visit, reply));
}

async function show(services: Services, request: Visit, reply: FastifyReply): Promise<FastifyReply> {
  const trial = await findTrial(services, request, request.query.l);
  if (trial === null) return refuse(services, request, reply);
  if (trial.isClosed) return send(reply, 410, unavailablePage(viewOf(trial), "closed"));
  const visit = readVisit(request.query.d);
  const kept = visit === null ? null : await findKept(services, trial, visit);
  if (kept?.isFinished === true) return send(reply, 200, done(trial));
  const wanted = Number(request.query.p);
  const first = nextScreen(trial.definition, kept?.answers ?? {}, -1) ?? 0;
  const screen = kept !== null && isScreen(trial.definition, wanted) ? wanted : first;
  return send(reply, 200, render(trial, visit ?? newVisit(services), screen, kept, {}));
}

async function take(services: Services, request: Visit, reply: FastifyReply): Promise<FastifyReply> {
  const form = formOf(request);
  const go = said(form, "go");
  const trial = await findTrial(services, request, go.startsWith("lang.") ? go.slice(5) : said(form, "l"));
  if (trial === null) return refuse(services, request, reply);
  if (trial.isClosed) return send(reply, 410, unavailablePage(viewOf(trial), "closed"));
  // what the page keeps by itself while somebody types would count as time
  if (go === "save" || go === "stop") return reply.status(204).send();
  const visit = readVisit(said(form, "d")) ?? newVisit(services);
  const kept = await findKept(services, trial, visit);
  if (kept?.isFinished === true) return send(reply, 200, done(trial));
  const screen = isScreen(trial.definition, Number(said(form, "s"))) ? Number(said(form, "s")) : 0;
  const asked = new Set([form.shown ?? []].flat());
  const onScreen = (outlineOf(trial.definition).screens[screen] ?? []).filter(({ key }) => asked.has(key));
  const { answers, faults } = checkAnswers(trial.definition, { ...kept?.answers, ...readForm(onScreen, form) }, { screen });
  if (go === "show" || go.startsWith("lang.")) return send(reply, 200, render(trial, visit, screen, kept, { answers, form }));
  if (faults.length > 0 && go !== "back") return send(reply, 422, render(trial, visit, screen, kept, { answers, form, faults }));
  const next =
    go === "back" ? (previousScreen(trial.definition, answers, screen) ?? screen) : nextScreen(trial.definition, answers, screen);
  const stored = await keep(services, trial, visit, { answers, next, screen, kept, remark: said(form, "remark").trim().slice(0, 500) });
  if (!stored) return send(reply, 410, unavailablePage(viewOf(trial), "full"));
  if (next === null) return send(reply, 200, done(trial));
  const query = new URLSearchParams({ d: visit, p: String(next), l: trial.locale });
  return reply.redirect(`/pretest/${trial.slug}?${query}`, 303);
}

type Step = {
  readonly answers: Answers;
  readonly next: number | null;
  readonly screen: number;
  readonly kept: Kept | null;
  readonly remark: string;
};

/** @returns false when enough people have tried it */
async function keep(services: Services, trial: Trial, visit: string, { answers, next, screen, kept, remark }: Step): Promise<boolean> {
  const now = services.now();
  const key = outlineOf(trial.definition).screens[screen]?.find(({ type }) => type !== "statement")?.key;
  const since = kept?.shownAt ?? visitStart(visit, now) ?? now;
  const spent = Math.min(LONGEST_S, Math.max(0, (now.getTime() - since.getTime()) / 1000));
  const seconds = { ...kept?.seconds, ...(key === undefined ? {} : { [key]: Math.round((kept?.seconds[key] ?? 0) + spent) }) };
  const { [key ?? ""]: _, ...others } = kept?.remarks ?? {};
  const row = {
    locale: trial.locale,
    answers: JSON.stringify(withoutContacts(trial.definition, answers)),
    seconds: JSON.stringify(seconds),
    remarks: JSON.stringify(key === undefined || remark === "" ? others : { ...others, [key]: remark }),
    shown_at: now,
    finished_at: next === null ? now : null,
  };
  const { db } = services.store;
  if (kept === null) {
    const { n } = await db
      .selectFrom("pretest_answers")
      .select((of) => of.cast<number>(of.fn.countAll(), "integer").as("n"))
      .where("tenant_id", "=", trial.tenantId)
      .where("pretest_id", "=", trial.id)
      .executeTakeFirstOrThrow();
    if (n >= MOST_PEOPLE) return false;
  }
  await db
    .insertInto("pretest_answers")
    .values({ ...row, tenant_id: trial.tenantId, id: services.ids.anonymousUuid(), pretest_id: trial.id, visit_key: visitKey(visit) })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "visit_key"]).doUpdateSet(row).where("pretest_answers.finished_at", "is", null),
    )
    .execute();
  return true;
}

/** Who tries a draft leaves no name: nobody is called back. */
function withoutContacts(definition: SurveyDefinition, answers: Answers): Answers {
  const contacts = new Set(outlineOf(definition).questions.flatMap(({ type, key }) => (type === "contact" ? [key] : [])));
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !contacts.has(key)));
}

async function findTrial(services: Services, request: Visit, wanted: unknown): Promise<Trial | null> {
  const { slug } = request.params;
  if (slug.length > 80 || services.limiter.take(`pretest ${slug}`, LIMIT) !== null) return null;
  const row = await services.store.db
    .selectFrom("pretests as p")
    .innerJoin("tenants as t", "t.id", "p.tenant_id")
    .select(["p.tenant_id", "p.id", "p.slug", "p.definition", "p.closed_at", "t.name"])
    .where("p.slug", "=", slug)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { locales, defaultLocale, pages } = row.definition;
  const browser: Locale = /^\s*en/i.test(request.headers["accept-language"] ?? "") ? "en" : "zh-CN";
  const locale = locales.find((one) => one === wanted) ?? locales.find((one) => one === browser) ?? defaultLocale;
  const questions = pages.flatMap((page) => page.questions);
  return {
    tenantId: row.tenant_id,
    id: row.id,
    slug: row.slug,
    definition: { ...row.definition, layout: "paged", pages: questions.map((question) => ({ key: question.key, questions: [question] })) },
    organisation: textIn(row.name, locale) || textIn(row.name, "en", "en") || (locale === "zh-CN" ? "我们" : "Us"),
    locale,
    isClosed: row.closed_at !== null,
  };
}

async function findKept(services: Services, trial: Trial, visit: string): Promise<Kept | null> {
  const row = await services.store.db
    .selectFrom("pretest_answers")
    .selectAll()
    .where("tenant_id", "=", trial.tenantId)
    .where("visit_key", "=", visitKey(visit))
    .where("pretest_id", "=", trial.id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { answers, seconds, remarks, shown_at, finished_at } = row;
  return { answers, seconds, remarks, shownAt: shown_at, isFinished: finished_at !== null };
}

type Again = {
  readonly answers?: Answers;
  readonly form?: PostedForm;
  readonly faults?: Parameters<typeof surveyPage>[0]["faults"];
};

function render(trial: Trial, visit: string, screen: number, kept: Kept | null, { answers, form, faults }: Again): string {
  const { definition, locale, organisation } = trial;
  const key = outlineOf(definition).screens[screen]?.[0]?.key ?? "";
  return surveyPage({
    definition,
    version: 0,
    locale,
    screen,
    answers: answers ?? kept?.answers ?? {},
    posted: form ?? {},
    faults: faults ?? [],
    action: `/pretest/${trial.slug}`,
    visit,
    organisation,
    context: { organisation, unit: undefined },
    minutes: 1,
    notice: null,
    kept: false,
    isLarge: false,
    pretest: { remark: form === undefined ? (kept?.remarks[key] ?? "") : said(form, "remark") },
  });
}

function viewOf({ locale, organisation }: Trial) {
  return { locale, organisation, unit: null };
}

function done(trial: Trial): string {
  return pretestDonePage(viewOf(trial));
}

function isScreen(definition: SurveyDefinition, wanted: number): boolean {
  return Number.isInteger(wanted) && wanted >= 0 && wanted < outlineOf(definition).screens.length;
}

function said(form: PostedForm, name: string): string {
  const value = form[name];
  return typeof value === "string" ? value : (value?.at(-1) ?? "");
}

/** The fields of a form post; whatever else a body may be is an empty form. */
function formOf({ body }: Visit): PostedForm {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return {};
  const isText = (value: unknown) => typeof value === "string" || (Array.isArray(value) && value.every((one) => typeof one === "string"));
  return Object.fromEntries(Object.entries(body as Record<string, string | string[]>).filter(([, value]) => isText(value)));
}

function refuse(services: Services, request: Visit, reply: FastifyReply): FastifyReply {
  const locale = request.query.l === "en" || /^\s*en/i.test(request.headers["accept-language"] ?? "") ? "en" : "zh-CN";
  const isBusy = services.limiter.take(`wrong link ${request.ip}`, { perMinute: 120, burst: 120 }) !== null;
  const view = { locale, organisation: "满意 Manyi", unit: null } as const;
  return send(reply, isBusy ? 429 : 404, unavailablePage(view, isBusy ? "busy" : "wrong"));
}

function send(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.status(status).type("text/html; charset=utf-8").header("cache-control", "no-store").send(page);
}
