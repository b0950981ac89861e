import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { createFinding } from "./create-finding.js";
import { createOfVoice } from "./create-of-voice.js";
import { possibleOwners } from "./owners.js";
import { planFinding, withdrawFinding } from "./plan-finding.js";
import { getFinding, listFindings } from "./read-findings.js";

export const routes: readonly Handler[] = [
  handle(api.findings.list, (ctx, { query }) => listFindings(ctx, query.state)),
  handle(api.findings.get, (ctx, { params }) => getFinding(ctx, params.id)),
  handle(api.findings.create, (ctx, { body }) => createFinding(ctx, body)),
  handle(api.findings.ofVoice, (ctx, { params, body }) => createOfVoice(ctx, params.id, body)),
  handle(api.findings.plan, (ctx, { params, body }) => planFinding(ctx, params.id, body)),
  handle(api.findings.withdraw, (ctx, { params, body }) => withdrawFinding(ctx, params.id, body.reason)),
  handle(api.findings.owners, async (ctx) => ({ items: await possibleOwners(ctx) })),
];
