import { z } from "zod";
import { day, idNumber, instant, locale, localText, pageOf, pageQuery, smallId } from "./common.js";
import { route } from "./route.js";
import { organisation } from "./session.js";

export const unit = z.object({
  id: z.number().int(),
  parentId: z.number().int().nullable(),
  type: z.enum(["group", "company", "region", "store", "team"]),
  code: z.string(),
  name: localText,
  closedOn: day.nullable(),
});
export type Unit = z.output<typeof unit>;
const named = z.object({ id: z.number().int(), code: z.string(), name: localText });

/** Everything the filter bar and the forms offer to choose from, within the reader's scope. */
export const vocabulary = z.object({
  units: z.array(unit),
  touchpoints: z.array(named.extend({ stage: z.string() })),
  segments: z.array(named),
  attributes: z.array(named.extend({ parentCode: z.string().nullable(), level: z.number().int() })),
  surveys: z.array(z.object({ id: z.number().int(), key: z.string(), title: localText, state: z.string() })),
  channels: z.array(z.string()),
  sources: z.array(z.string()),
  /** what comments are read for, in the order of the tree; `parentCode` is another topic's code */
  topics: z.array(named.extend({ parentCode: z.string().nullable() })),
});
export type Vocabulary = z.output<typeof vocabulary>;

const role = z.enum(["admin", "cx_manager", "frontline_manager", "agent", "analyst"]);
export const member = z.object({
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  roles: z.array(role),
  unitIds: z.array(z.number().int()),
  active: z.boolean(),
});

const unitBody = z.strictObject({
  parentId: idNumber.nullable(),
  type: z.enum(["group", "company", "region", "store", "team"]),
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_-]{1,40}$/),
  name: localText,
});

export const org = {
  vocabulary: route({
    method: "GET",
    path: "/api/v1/vocabulary",
    may: "session",
    summary: "Units, touchpoints, segments, attributes and surveys within scope; `on` gives the tree as it stood on that day.",
    query: z.object({ on: day.optional() }),
    reply: vocabulary,
    errors: ["INVALID_INPUT"],
  }),
  /** first run, step 2; also later changes */
  setUp: route({
    method: "PUT",
    path: "/api/v1/organisation",
    may: "settings:write",
    summary: "Name the organisation and set its time zone, language and threshold.",
    body: z.strictObject({
      name: localText,
      timeZone: z.string().max(60),
      defaultLocale: locale,
      kThreshold: z.number().int().min(3).max(50).optional(),
    }),
    reply: organisation,
    errors: ["INVALID_INPUT"],
  }),
  addUnit: route({
    method: "POST",
    path: "/api/v1/units",
    may: "units:write",
    summary: "Add an org unit.",
    body: unitBody,
    reply: unit,
    errors: ["INVALID_INPUT", "ALREADY_EXISTS", "NOT_FOUND"],
  }),
  changeUnit: route({
    method: "PATCH",
    path: "/api/v1/units/:id",
    may: "units:write",
    summary: "Rename, move (dated) or close an org unit.",
    params: z.object({ id: smallId }),
    body: z.strictObject({
      name: localText.optional(),
      parentId: idNumber.optional(),
      movedOn: day.optional(),
      closedOn: day.nullable().optional(),
    }),
    reply: unit,
    errors: ["INVALID_INPUT", "NOT_FOUND", "INVALID_STATE"],
  }),
  members: route({
    method: "GET",
    path: "/api/v1/members",
    may: "users:write",
    summary: "People, their roles and scopes.",
    reply: z.object({ items: z.array(member) }),
    errors: [],
  }),
  invite: route({
    method: "POST",
    path: "/api/v1/members",
    may: "users:write",
    summary: "Invite a person; the reply holds the one-time link to hand over.",
    body: z.strictObject({
      email: z.email().max(200),
      name: z.string().trim().min(1).max(100),
      roles: z.array(role).min(1),
      unitIds: z.array(idNumber).max(200),
    }),
    reply: z.object({ link: z.string() }),
    errors: ["INVALID_INPUT", "ALREADY_EXISTS"],
  }),
  changeMember: route({
    method: "PATCH",
    path: "/api/v1/members/:userId",
    may: "users:write",
    summary: "Change roles, scope or whether the person may sign in.",
    params: z.object({ userId: z.string().max(100) }),
    body: z.strictObject({
      roles: z.array(role).min(1).optional(),
      unitIds: z.array(idNumber).max(200).optional(),
      active: z.boolean().optional(),
    }),
    reply: member,
    errors: ["INVALID_INPUT", "NOT_FOUND", "LAST_ADMIN"],
  }),
  removeDemo: route({
    method: "DELETE",
    path: "/api/v1/demo",
    may: "demo:remove",
    summary: "Remove the demo organisation and every row of it.",
    reply: z.object({ rowsRemoved: z.number().int() }),
    errors: ["NOT_FOUND"],
  }),
};

export const keys = {
  list: route({
    method: "GET",
    path: "/api/v1/keys",
    may: "keys:write",
    summary: "API keys, without their secrets.",
    reply: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          prefix: z.string(),
          name: z.string(),
          permissions: z.array(z.string()),
          unitId: z.number().int().nullable(),
          expiresAt: instant,
          revokedAt: instant.nullable(),
          lastUsedOn: day.nullable(),
        }),
      ),
    }),
    errors: [],
  }),
  create: route({
    method: "POST",
    path: "/api/v1/keys",
    may: "keys:write",
    summary: "Make a key; its secret is shown this once.",
    body: z.strictObject({
      name: z.string().trim().min(1).max(100),
      permissions: z.array(z.string().max(60)).max(50).default([]),
      unitId: idNumber.nullable().default(null),
      /** the last day it works, at most a year ahead; without a day, or without permissions, the answer is KEY_NEEDS_SCOPE */
      expiresOn: day.nullable().default(null),
    }),
    reply: z.object({ id: z.uuid(), secret: z.string() }),
    errors: ["KEY_NEEDS_SCOPE", "INVALID_INPUT", "NOT_ALLOWED", "NOT_FOUND"],
  }),
  revoke: route({
    method: "DELETE",
    path: "/api/v1/keys/:id",
    may: "keys:write",
    summary: "Revoke a key at once.",
    params: z.object({ id: z.uuid() }),
    reply: z.object({ ok: z.literal(true) }),
    errors: ["NOT_FOUND"],
  }),
};

export const audit = {
  list: route({
    method: "GET",
    path: "/api/v1/audit",
    may: "audit:read",
    summary: "The audit log, newest first.",
    query: z.object({ ...pageQuery, action: z.string().max(60).optional(), actor: z.string().max(100).optional() }),
    reply: pageOf(
      z.object({
        seq: z.number().int(),
        at: instant,
        actorKind: z.string(),
        actorId: z.string().nullable(),
        actorName: z.string().nullable(),
        action: z.string(),
        object: z.string(),
        detail: z.record(z.string(), z.unknown()),
        reason: z.string().nullable(),
      }),
    ),
    errors: [],
  }),
  check: route({
    method: "GET",
    path: "/api/v1/audit/check",
    may: "audit:read",
    summary: "Whether the log's chain of hashes is unbroken.",
    reply: z.object({ entries: z.number().int(), brokenAt: z.number().int().nullable() }),
    errors: [],
  }),
};

export const mailSettings = z.strictObject({
  host: z.string().max(200),
  port: z.number().int().min(1).max(65535),
  secure: z.boolean(),
  user: z.string().max(200).default(""),
  password: z.string().max(500).optional(),
  from: z.string().max(200),
});
export const messages = {
  list: route({
    method: "GET",
    path: "/api/v1/messages",
    may: "outbox:read",
    summary: "The outbox: messages waiting, sent and failed.",
    query: z.object({ ...pageQuery, state: z.enum(["waiting", "sending", "sent", "failed", "cancelled"]).optional() }),
    reply: pageOf(
      z.object({
        id: z.uuid(),
        channel: z.string(),
        recipient: z.string(),
        subject: z.string(),
        body: z.string(),
        state: z.string(),
        error: z.string().nullable(),
        caseId: z.uuid().nullable(),
        createdAt: instant,
        sentAt: instant.nullable(),
      }),
    ),
    errors: [],
  }),
  retry: route({
    method: "POST",
    path: "/api/v1/messages/:id/retry",
    may: "settings:write",
    summary: "Try a failed message again.",
    params: z.object({ id: z.uuid() }),
    reply: z.object({ ok: z.literal(true) }),
    errors: ["NOT_FOUND", "INVALID_STATE"],
  }),
  settings: route({
    method: "GET",
    path: "/api/v1/settings/mail",
    may: "settings:write",
    summary: "Mail settings, without the password.",
    reply: z.object({
      configured: z.boolean(),
      host: z.string(),
      port: z.number(),
      secure: z.boolean(),
      user: z.string(),
      from: z.string(),
    }),
    errors: [],
  }),
  configure: route({
    method: "PUT",
    path: "/api/v1/settings/mail",
    may: "settings:write",
    summary: "Set the SMTP server; a test message shows whether it works.",
    body: mailSettings.extend({ testTo: z.email().optional() }),
    reply: z.object({ tested: z.boolean(), error: z.string().nullable() }),
    errors: ["INVALID_INPUT"],
  }),
};
