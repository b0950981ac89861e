import { api } from "@manyi/contracts";
import { handle } from "../../platform/handler.js";
import { submitBulk } from "./submit-bulk.js";

export const routes = [handle(api.responses.submit, (ctx, { params, body }) => submitBulk(ctx, params.id, body.items))];
