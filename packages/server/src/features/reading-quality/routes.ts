import { api } from "@manyi/contracts";
import { handle } from "../../platform/handler.js";
import { setAutomation } from "./automation.js";
import { readQuality } from "./read-quality.js";
import { drawSample, labelSample, readWaiting } from "./sample.js";
import { askForTraining, chooseModel } from "./trainings.js";

export const routes = [
  handle(api.readingQuality.get, (ctx) => readQuality(ctx)),
  handle(api.readingQuality.waiting, (ctx) => readWaiting(ctx)),
  handle(api.readingQuality.draw, (ctx, { body }) => drawSample(ctx, body.count)),
  handle(api.readingQuality.label, (ctx, { params, body }) => labelSample(ctx, params.voiceId, body)),
  handle(api.readingQuality.automate, (ctx, { body }) => setAutomation(ctx, body.on)),
  handle(api.readingQuality.train, (ctx, { body }) => askForTraining(ctx, body.language)),
  handle(api.readingQuality.useModel, (ctx, { body }) => chooseModel(ctx, body.language, body.version)),
];
