import { api } from "@manyi/contracts";
import { handle } from "../../platform/handler.js";
import { streamNotices } from "./stream-notices.js";

export const routes = [
  handle(api.live.stream, async (ctx, { reply }) => {
    streamNotices(ctx, reply);
    return undefined;
  }),
];
