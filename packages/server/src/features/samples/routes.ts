import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { draw, preview, removeSample, undoDraw } from "./draw.js";
import { inviteSample } from "./invite.js";
import { listPeople, listSamples } from "./list.js";
import { frameFromCustomers, frameFromFile } from "./make-frame.js";
import { peopleFile } from "./people-file.js";
import { readSample } from "./present.js";
import { readColumns } from "./read-file.js";
import { withFile } from "./take-file.js";

export const routes: readonly Handler[] = [
  handle(api.samples.list, (ctx, { query }) => listSamples(ctx, query)),
  handle(api.samples.fromCustomers, (ctx, { body }) => frameFromCustomers(ctx, body)),
  handle(api.samples.readFile, (ctx, { request }) => withFile(ctx, request, readColumns), { audit: false }),
  handle(api.samples.fromFile, (ctx, { request }) => withFile(ctx, request, (taken) => frameFromFile(ctx, taken))),
  handle(api.samples.get, (ctx, { params }) => readSample(ctx, params.id)),
  handle(api.samples.preview, (ctx, { params, body }) => preview(ctx, params.id, body.design), { audit: false }),
  handle(api.samples.draw, (ctx, { params, body }) => draw(ctx, params.id, body)),
  handle(api.samples.undo, (ctx, { params }) => undoDraw(ctx, params.id)),
  handle(api.samples.remove, (ctx, { params }) => removeSample(ctx, params.id)),
  handle(api.samples.people, (ctx, { params, query }) => listPeople(ctx, params.id, query)),
  handle(api.samples.file, (ctx, { params }) => peopleFile(ctx, params.id), { audit: true }),
  handle(api.samples.invite, (ctx, { params, body }) => inviteSample(ctx, params.id, body)),
];
