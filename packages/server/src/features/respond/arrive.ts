import { type Locale, textIn } from "@manyi/core/survey";
import type { Unavailable } from "@manyi/portal";
import { tokenHash } from "../../platform/ids.js";
import type { Limit } from "../../platform/limiter.js";
import type { Services } from "../../platform/services.js";
import { directoryOf, type KnownLink, organisationName, pickLocale, unitNameOf } from "./directory.js";
import { type LinkContext, readContext, SIGNED } from "./link-context.js";
import { findEmployeeByCode, findInvitation, findTouchpointByCode, findUnitByCode, type Invitation, type OpenLink } from "./queries.js";

/** One link may be a stadium's: its limit protects the house, not the link. Everybody may sit behind one address. */
const LINK_LIMIT: Limit = { perMinute: 240_000, burst: 20_000 };
/** Addresses that lead nowhere and tokens that fit nothing: wide enough for a shop's shared address, too narrow for guessing. */
const WRONG_LIMIT: Limit = { perMinute: 120, burst: 120 };

/** Where an answer belongs. */
export type Belonging = {
  readonly unitId: number | null;
  readonly unitName: string | undefined;
  readonly timeZone: string;
  readonly employeeId: number | null;
  readonly touchpointId: number | null;
};

export type Arrival = {
  readonly known: KnownLink;
  readonly link: OpenLink;
  readonly locale: Locale;
  readonly organisation: string;
  readonly belonging: Belonging;
  readonly free: Readonly<Record<string, string>>;
  readonly token: string | null;
  readonly invitation: Invitation | null;
  /** the address of this visit with its context and token, without language, screen and visit */
  readonly action: string;
  readonly framed: boolean;
  readonly isLarge: boolean;
};

export type Refused = { readonly why: Unavailable; readonly status: number; readonly locale: Locale; readonly link: OpenLink | null };
export type Caller = { readonly ip: string; readonly language: string | undefined };
export type Query = Readonly<Record<string, unknown>>;

/** Finds what an address leads to, or why it leads nowhere. */
export async function arrive(services: Services, slug: string, query: Query, caller: Caller): Promise<Arrival | Refused> {
  const anyLocale: Locale = query.l === "en" || (query.l === undefined && /^\s*en/i.test(caller.language ?? "")) ? "en" : "zh-CN";
  const known = slug.length <= 80 ? await directoryOf(services).find(slug) : null;
  if (known === null) return wrong(services, caller, anyLocale, null);
  const { link } = known;
  const locale = pickLocale(link, query.l, caller.language);
  if (services.limiter.take(`survey ${slug}`, LINK_LIMIT) !== null) return { why: "busy", status: 503, locale, link };
  if (link.isClosed || link.state !== "published") return { why: "closed", status: 410, locale, link };
  const context = readContext(services.vault, slug, link.allow, query);
  const belonging = context === null ? null : await belongingOf(services, link, context, locale);
  if (context === null || belonging === null) return wrong(services, caller, locale, link);

  const token = typeof query.t === "string" ? query.t : null;
  let invitation: Invitation | null = null;
  if (token !== null) {
    invitation = await findInvitation(services.store.db, link.tenantId, link.surveyId, tokenHash(token));
    if (invitation === null) return wrong(services, caller, locale, link);
    if (invitation.expiresAt <= services.now()) return { why: "expired", status: 410, locale, link };
  }
  const framed = link.channel === "embed" && query.e === "1";
  const organisation = organisationName(link, locale);
  return {
    known,
    link,
    locale,
    organisation,
    belonging,
    free: context.free,
    token,
    invitation,
    action: actionOf(slug, query, context, framed),
    framed,
    isLarge: query.b === "1",
  };
}

export function isRefused(arrival: Arrival | Refused): arrival is Refused {
  return "why" in arrival;
}

function wrong(services: Services, caller: Caller, locale: Locale, link: OpenLink | null): Refused {
  if (services.limiter.take(`wrong link ${caller.ip}`, WRONG_LIMIT) !== null) return { why: "busy", status: 429, locale, link: null };
  return { why: "wrong", status: 404, locale, link };
}

async function belongingOf(services: Services, link: OpenLink, { codes }: LinkContext, locale: Locale): Promise<Belonging | null> {
  const own: Belonging = {
    unitId: link.unitId,
    unitName: unitNameOf(link, locale),
    timeZone: link.unitTimeZone ?? link.timeZone,
    employeeId: link.employeeId,
    touchpointId: link.touchpointId,
  };
  if (Object.keys(codes).length === 0) return own;
  const { db } = services.store;
  const [unit, employee, touchpoint] = await Promise.all([
    codes.unit === undefined ? undefined : findUnitByCode(db, link.tenantId, codes.unit),
    codes.employee === undefined ? undefined : findEmployeeByCode(db, link.tenantId, codes.employee),
    codes.touchpoint === undefined ? undefined : findTouchpointByCode(db, link.tenantId, codes.touchpoint),
  ]);
  // a code that was signed once and has gone since leads nowhere
  if (unit === null || employee === null || touchpoint === null) return null;
  return {
    unitId: unit?.id ?? own.unitId,
    unitName: unit === undefined ? own.unitName : textIn(unit.name, locale) || textIn(unit.name, "en", "en"),
    timeZone: unit?.timeZone ?? own.timeZone,
    employeeId: employee?.id ?? own.employeeId,
    touchpointId: touchpoint ?? own.touchpointId,
  };
}

function actionOf(slug: string, query: Query, { free }: LinkContext, framed: boolean): string {
  const kept = new URLSearchParams();
  for (const name of [...SIGNED, "sig", ...Object.keys(free), "t"]) {
    const value = query[name];
    if (typeof value === "string") kept.set(name, value);
  }
  if (framed) kept.set("e", "1");
  if (query.b === "1") kept.set("b", "1");
  const text = kept.toString();
  return text === "" ? `/s/${slug}` : `/s/${slug}?${text}`;
}
