import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { listAttributes } from "./list-attributes.js";
import { saveAttributes } from "./save-attributes.js";

export const routes: readonly Handler[] = [
  handle(api.attributes.list, (ctx) => listAttributes(ctx)),
  handle(api.attributes.save, (ctx, { body }) => saveAttributes(ctx, body)),
];
