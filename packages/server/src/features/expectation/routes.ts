import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { expectationCells } from "./cells.js";
import { competitorMap } from "./competitor-map.js";
import { besideCompetitors } from "./competitors.js";
import { expectationDrift } from "./drift.js";
import { expectationGaps } from "./gaps.js";
import { gapsBySegment } from "./segments.js";

export const routes: readonly Handler[] = [
  handle(api.expectation.gaps, (ctx, { query }) => expectationGaps(ctx, query)),
  handle(api.expectation.cells, (ctx, { query }) => expectationCells(ctx, query)),
  handle(api.expectation.drift, (ctx, { query }) => expectationDrift(ctx, query)),
  handle(api.expectation.segments, (ctx, { query }) => gapsBySegment(ctx, query)),
  handle(api.expectation.competitors, (ctx, { query }) => besideCompetitors(ctx, query)),
  handle(api.expectation.competitorMap, (ctx, { query }) => competitorMap(ctx, query)),
];
