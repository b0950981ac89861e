import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { forgetLinks } from "../respond/index.js";
import { readQuotas } from "./read-quotas.js";
import { saveQuotas } from "./save-quotas.js";

export const routes: readonly Handler[] = [
  handle(api.quotas.get, (ctx, { params }) => readQuotas(ctx, params.id)),
  handle(api.quotas.save, async (ctx, { params, body, services }) => {
    await saveQuotas(ctx, params.id, body);
    forgetLinks(services);
    return readQuotas(ctx, params.id);
  }),
];
