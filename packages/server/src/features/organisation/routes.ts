import { api } from "@manyi/contracts";
import { handle } from "../../platform/handler.js";
import { forgetLinks } from "../respond/index.js";
import { addUnit } from "./add-unit.js";
import { changeMember } from "./change-member.js";
import { changeUnit } from "./change-unit.js";
import { invite } from "./invite.js";
import { listMembers } from "./members.js";
import { readVocabulary } from "./read-vocabulary.js";
import { removeDemo } from "./remove-demo.js";
import { setUp } from "./set-up.js";

export const routes = [
  handle(api.org.vocabulary, (ctx, { query }) => readVocabulary(ctx, query.on)),
  handle(api.org.setUp, (ctx, { body }) => setUp(ctx, body)),
  handle(api.org.addUnit, (ctx, { body }) => addUnit(ctx, body)),
  handle(api.org.changeUnit, (ctx, { params, body }) => changeUnit(ctx, params.id, body)),
  handle(api.org.members, async (ctx) => ({ items: await listMembers(ctx) })),
  handle(api.org.invite, (ctx, { body }) => invite(ctx, body)),
  handle(api.org.changeMember, (ctx, { params, body, services }) => changeMember(ctx, services.auth, params.userId, body)),
  // writes its own entry, since the caller's organisation may be the one that goes
  handle(
    api.org.removeDemo,
    async (ctx, { services }) => {
      const removed = await removeDemo(ctx);
      forgetLinks(services);
      return removed;
    },
    { audit: false },
  ),
];
