import { z } from "zod";
import { instant, locale, localText } from "./common.js";
import { route } from "./route.js";

const role = z.enum(["admin", "cx_manager", "frontline_manager", "agent", "analyst"]);

export const organisation = z.object({
  id: z.number().int(),
  code: z.string(),
  name: localText,
  isDemo: z.boolean(),
  isSetUp: z.boolean(),
  timeZone: z.string(),
  /** the language customers see first */
  defaultLocale: locale,
  /** answers an anonymous figure needs at least */
  kThreshold: z.number().int(),
  units: z.number().int(),
  stores: z.number().int(),
});

export const sessionReply = z.object({
  user: z.object({ id: z.string(), email: z.string(), name: z.string(), locale }),
  organisation,
  organisations: z.array(organisation),
  roles: z.array(role),
  permissions: z.array(z.string()),
  /** subtree roots this person sees; empty = the whole organisation */
  unitIds: z.array(z.number().int()),
  now: instant,
});
export type SessionReply = z.output<typeof sessionReply>;

export const session = {
  /** the first-run page asks this before anybody can sign in */
  state: route({
    method: "GET",
    path: "/api/v1/session/state",
    may: "public",
    summary: "Whether somebody is signed in and whether the first account exists.",
    reply: z.object({ signedIn: z.boolean(), hasAccount: z.boolean() }),
    errors: [],
  }),
  get: route({
    method: "GET",
    path: "/api/v1/session",
    may: "session",
    summary: "Who is signed in, where, with which rights.",
    reply: sessionReply,
    errors: ["NOT_SIGNED_IN"],
  }),
  /** turns the one-time console link into the first account (roles admin and CX manager) and signs it in */
  claim: route({
    method: "POST",
    path: "/api/v1/session/claim",
    may: "public",
    summary: "Make the account of a one-time link and sign in.",
    body: z.strictObject({
      token: z.string().min(20).max(200),
      email: z.email().max(200),
      name: z.string().trim().min(1).max(100),
      password: z.string().min(10).max(200),
      locale,
    }),
    reply: z.object({ ok: z.literal(true) }),
    errors: ["LINK_USED", "INVALID_INPUT", "RATE_LIMITED"],
  }),
  signIn: route({
    method: "POST",
    path: "/api/v1/session/sign-in",
    may: "public",
    summary: "Sign in with e-mail and password.",
    body: z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) }),
    reply: z.object({ ok: z.literal(true) }),
    errors: ["SIGN_IN_FAILED", "RATE_LIMITED", "INVALID_INPUT"],
  }),
  signOut: route({
    method: "POST",
    path: "/api/v1/session/sign-out",
    may: "session",
    summary: "Sign out here.",
    reply: z.object({ ok: z.literal(true) }),
    errors: [],
  }),
  update: route({
    method: "PATCH",
    path: "/api/v1/session",
    may: "session",
    summary: "Change own language, or the organisation looked at.",
    body: z.strictObject({ locale: locale.optional(), organisationId: z.int().min(1).max(32_767).optional() }),
    reply: sessionReply,
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
};
