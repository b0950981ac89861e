import { api } from "@manyi/contracts";
import { handle } from "../../platform/handler.js";
import { configureMail, readSettings } from "./configure-mail.js";
import { listMessages } from "./list-messages.js";
import { retryMessage } from "./retry-message.js";

export const routes = [
  handle(api.messages.list, (ctx, { query }) => listMessages(ctx, query)),
  handle(api.messages.retry, (ctx, { params }) => retryMessage(ctx, params.id)),
  handle(api.messages.settings, (ctx) => readSettings(ctx)),
  handle(api.messages.configure, (ctx, { body }) => configureMail(ctx, body)),
];
