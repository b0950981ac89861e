import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { addNote } from "./add-note.js";
import { readMine } from "./read-mine.js";
import { readPeople } from "./read-people.js";

export const routes: readonly Handler[] = [
  handle(api.notes.add, (ctx, { body }) => addNote(ctx, body)),
  handle(api.notes.mine, (ctx) => readMine(ctx)),
  handle(api.notes.people, (ctx, { query }) => readPeople(ctx, query.weeks)),
];
