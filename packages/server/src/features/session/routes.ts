import { api } from "@manyi/contracts";
import { handle } from "../../platform/handler.js";
import { changeOwn } from "./change-own.js";
import { claimLink } from "./claim-link.js";
import { describeSession } from "./describe-session.js";
import { requirePerson } from "./policy.js";
import { hasAccount } from "./queries.js";
import { signIn, signOut } from "./sign-in.js";

export const routes = [
  handle(api.session.state, async (ctx, { request, services }) => ({
    signedIn: (await services.auth.sessionOf(request.headers.cookie ?? "")) !== null,
    hasAccount: await hasAccount(ctx.db),
  })),
  handle(api.session.get, async (ctx) => describeSession(ctx, requirePerson(ctx))),
  handle(api.session.claim, async (ctx, { body, request, reply, services }) => {
    await claimLink(ctx, services, body);
    return signIn(ctx, services, { email: body.email, password: body.password }, { request, reply });
  }),
  handle(api.session.signIn, async (ctx, { body, request, reply, services }) => signIn(ctx, services, body, { request, reply })),
  handle(api.session.signOut, async (ctx, { request, reply, services }) => {
    requirePerson(ctx);
    return signOut(services, { request, reply });
  }),
  handle(api.session.update, async (ctx, { body }) => changeOwn(ctx, requirePerson(ctx), body)),
];
