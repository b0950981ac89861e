import { api } from "@manyi/contracts";
import { handle } from "../../platform/handler.js";
import { createKey } from "./create-key.js";
import { listKeys } from "./list-keys.js";
import { revokeKey } from "./revoke-key.js";

export const routes = [
  handle(api.keys.list, async (ctx) => ({ items: await listKeys(ctx) })),
  handle(api.keys.create, (ctx, { body }) => createKey(ctx, body)),
  handle(api.keys.revoke, (ctx, { params }) => revokeKey(ctx, params.id)),
];
