import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";
import { start } from "./work.js";

export const imports: Feature = { routes, start };

export type { ImportDesk } from "./desk.js";
export { rejectsPath } from "./desk.js";
export { type ImportRow, importFile, type Recognised } from "./jobs.js";
export { detectFormat, readBeginning, type TableFormat, type TableRow, tableRows } from "./table-file.js";
