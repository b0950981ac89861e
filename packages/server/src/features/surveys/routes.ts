import { api, type surveyDefinition } from "@manyi/contracts";
import { estimateSeconds, type LocalText, surveyDifference, surveyFaults, surveyTemplates } from "@manyi/core/survey";
import type { z } from "zod";
import { decodeCursor, encodeCursor } from "../../platform/cursor.js";
import { AppError } from "../../platform/errors.js";
import { handle } from "../../platform/handler.js";
import { forgetLinks } from "../respond/index.js";
import { changeState } from "./change-state.js";
import { createSurvey } from "./create-survey.js";
import { addLink, closeLink, listLinks } from "./links.js";
import { lintDefinition } from "./lint-view.js";
import { makePersonalLinks } from "./personal-links.js";
import { presentSummary, readSurvey } from "./present.js";
import { closePretest, readPretest, startPretest } from "./pretest.js";
import { publishSurvey } from "./publish.js";
import { qrOf } from "./qr.js";
import { countAnswers, findSurvey, listSurveys, publishedDefinition, publishedSeries } from "./queries.js";
import { readResults } from "./read-results.js";
import { readWaves } from "./read-waves.js";
import { recordOutcomes } from "./record-outcomes.js";
import { saveDraft } from "./save-draft.js";
import { sheetOf } from "./sheet.js";
import { signLinks } from "./signed-links.js";

const asText = (text: LocalText) => ({ "zh-CN": text["zh-CN"], en: text.en });

export const routes = [
  handle(api.surveys.list, async (ctx, { query }) => {
    const cursor = decodeCursor<[number]>(query.cursor, ["number"]);
    const rows = await listSurveys(ctx, { kind: query.kind, before: cursor?.[0] ?? null, limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const counts = await countAnswers(
      ctx,
      page.map((row) => row.id),
    );
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return { items: page.map((row) => presentSummary(row, counts.get(row.id))), next: last === undefined ? null : encodeCursor([last.id]) };
  }),
  handle(api.surveys.templates, async () => ({
    items: surveyTemplates().map(({ code, title, about, definition }) => ({
      code,
      title: asText(title),
      about: asText(about),
      seconds: estimateSeconds(definition, "zh-CN"),
      definition: structuredClone(definition) as z.input<typeof surveyDefinition>,
    })),
  })),
  handle(api.surveys.create, (ctx, { body }) => createSurvey(ctx, body)),
  handle(api.surveys.get, (ctx, { params }) => readSurvey(ctx, params.id)),
  handle(api.surveys.saveDraft, (ctx, { params, body }) => saveDraft(ctx, params.id, body)),
  handle(
    api.surveys.lint,
    async (ctx, { body }) => {
      const { definition } = body;
      const { findings, questions, seconds } = lintDefinition(definition);
      const faults = surveyFaults(definition, await publishedSeries(ctx.db, ctx.tenantId));
      return { findings, faults: faults.map(({ path, message }) => ({ path, message: asText(message) })), questions, seconds };
    },
    { audit: false },
  ),
  handle(api.surveys.publish, async (ctx, { params, body, services }) => {
    const published = await publishSurvey(ctx, params.id, body);
    forgetLinks(services);
    return published;
  }),
  handle(api.surveys.pretest, (ctx, { params }) => readPretest(ctx, params.id)),
  handle(api.surveys.startPretest, (ctx, { params }) => startPretest(ctx, params.id)),
  handle(api.surveys.closePretest, (ctx, { params }) => closePretest(ctx, params.id)),
  handle(api.surveys.waves, (ctx, { params, query }) => readWaves(ctx, params.id, query)),
  handle(api.surveys.results, (ctx, { params, query }) => readResults(ctx, params.id, query)),
  handle(api.surveys.difference, async (ctx, { params }) => {
    const row = await findSurvey(ctx.db, ctx.tenantId, params.id);
    if (row === undefined) throw new AppError("NOT_FOUND");
    const published = await publishedDefinition(ctx, row);
    return { against: row.current_version, changes: published === null ? [] : surveyDifference(published, row.draft) };
  }),
  handle(api.surveys.close, async (ctx, { params, services }) => {
    const closed = await changeState(ctx, params.id, "published", "closed");
    forgetLinks(services);
    return closed;
  }),
  handle(api.surveys.reopen, async (ctx, { params, services }) => {
    const opened = await changeState(ctx, params.id, "closed", "published");
    forgetLinks(services);
    return opened;
  }),
  handle(api.surveys.links, async (ctx, { params }) => ({ items: await listLinks(ctx, params.id) })),
  handle(api.surveys.addLink, (ctx, { params, body }) => addLink(ctx, params.id, body)),
  handle(api.surveys.closeLink, async (ctx, { params, services }) => {
    const closed = await closeLink(ctx, params.id, params.linkId);
    forgetLinks(services);
    return closed;
  }),
  handle(api.surveys.personalLinks, async (ctx, { params, body }) => ({
    items: await makePersonalLinks(ctx, params.id, params.linkId, body.externalIds),
  })),
  handle(api.surveys.recordOutcomes, (ctx, { params, body }) => recordOutcomes(ctx, params.id, params.linkId, body.items)),
  handle(api.surveys.signedLinks, async (ctx, { params, body }) => ({ items: await signLinks(ctx, params.id, params.linkId, body.items) })),
  handle(api.surveys.qr, (ctx, { params, query }) => qrOf(ctx, params.id, params.linkId, query.format, query.locale)),
  handle(api.surveys.sheet, (ctx, { params, query }) => sheetOf(ctx, params.id, params.linkId, query)),
];
