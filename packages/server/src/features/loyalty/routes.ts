import { api } from "@manyi/contracts";
import { type Handler, handle } from "../../platform/handler.js";
import { addPurchases } from "./add-purchases.js";
import { listCustomers } from "./customers.js";
import { expected } from "./expected.js";
import { exportCustomers } from "./export-customers.js";
import { listFiles, undoFile, uploadFile } from "./files.js";
import { groups } from "./groups.js";
import { indexFigures } from "./index-figures.js";
import { matrix } from "./matrix.js";
import { readModel, saveModel } from "./model.js";
import { returning } from "./returning.js";
import { takeFile, tryFile } from "./take-file.js";
import { evaluateTiers, tiers } from "./tiers.js";

export const routes: readonly Handler[] = [
  handle(api.loyalty.addPurchases, (ctx, { body }) => addPurchases(ctx, body.purchases)),
  handle(api.loyalty.files, (ctx) => listFiles(ctx)),
  handle(api.loyalty.uploadFile, (ctx, { request }) => uploadFile(ctx, request)),
  handle(api.loyalty.tryFile, (ctx, { params, body }) => tryFile(ctx, params.id, body), { audit: false }),
  handle(api.loyalty.takeFile, (ctx, { params, body }) => takeFile(ctx, params.id, body)),
  handle(api.loyalty.undoFile, (ctx, { params }) => undoFile(ctx, params.id)),
  handle(api.loyalty.returning, (ctx, { query }) => returning(ctx, query)),
  handle(api.loyalty.groups, (ctx, { query }) => groups(ctx, query.unit)),
  handle(api.loyalty.index, (ctx, { query }) => indexFigures(ctx, query.unit)),
  handle(api.loyalty.matrix, (ctx, { query }) => matrix(ctx, query.unit)),
  handle(api.loyalty.model, (ctx) => readModel(ctx)),
  handle(api.loyalty.saveModel, (ctx, { body }) => saveModel(ctx, body.after, body.model)),
  handle(api.loyalty.tiers, (ctx, { query }) => tiers(ctx, query.unit)),
  handle(api.loyalty.evaluateTiers, (ctx, { body }) => evaluateTiers(ctx, body.asOf)),
  handle(api.loyalty.expected, (ctx, { query }) => expected(ctx, query)),
  handle(api.loyalty.customers, (ctx, { query }) => listCustomers(ctx, query), { audit: true }),
  handle(api.loyalty.exportCustomers, (ctx, { query }) => exportCustomers(ctx, query), { audit: true }),
];
