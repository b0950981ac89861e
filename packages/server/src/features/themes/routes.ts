import { api } from "@manyi/contracts";
import { handle } from "../../platform/handler.js";
import { readCopies } from "./copies.js";
import { readEmerging } from "./emerging.js";
import { readThemes } from "./overview.js";
import { readSubject, readSubjects } from "./subjects.js";
import { readTopic } from "./topic.js";
import { readWords } from "./words.js";

export const routes = [
  handle(api.themes.overview, (ctx, { query }) => readThemes(ctx, query)),
  handle(api.themes.topic, (ctx, { params, query }) => readTopic(ctx, params.id, query)),
  handle(api.themes.words, (ctx, { query }) => readWords(ctx, query)),
  handle(api.themes.emerging, (ctx, { query }) => readEmerging(ctx, query)),
  handle(api.themes.copies, (ctx, { query }) => readCopies(ctx, query)),
  handle(api.themes.subjects, (ctx, { query }) => readSubjects(ctx, query)),
  handle(api.themes.subject, (ctx, { params, query }) => readSubject(ctx, params.kind, params.key, query)),
];
