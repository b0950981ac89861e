import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { decide } from "./decide.js";
import { listSuggestions } from "./list.js";
import { vote } from "./vote.js";

export const routes: readonly Handler[] = [
  handle(api.suggestions.list, (ctx, { query }) => listSuggestions(ctx, query)),
  handle(api.suggestions.decide, (ctx, { params, body }) => decide(ctx, params.id, body)),
  handle(api.suggestions.vote, (ctx, { params, body }) => vote(ctx, params.id, body.customerId)),
];
