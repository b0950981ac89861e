export { createApp, FEATURES, routeCoverage, startFeatures } from "./app.js";
export { loadDemo } from "./features/demo/index.js";
export {
  detectFormat,
  type ImportDesk,
  type ImportRow,
  importFile,
  type Recognised,
  readBeginning,
  rejectsPath,
  type TableFormat,
  type TableRow,
  tableRows,
} from "./features/imports/index.js";
export { type Config, ConfigError, readConfig } from "./platform/config.js";
export type { Context } from "./platform/context.js";
export { AppError } from "./platform/errors.js";
export type { Feature, Stop } from "./platform/feature.js";
export { type Handler, handle } from "./platform/handler.js";
export { createIds } from "./platform/ids.js";
export { customerContext, type Services, systemContext } from "./platform/services.js";
export { type Running, startServer } from "./start.js";
