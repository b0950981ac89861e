import type { Feature } from "../../platform/feature.js";
import { pretestPages } from "./pretest-pages.js";
import { routes } from "./routes.js";

export const surveys: Feature = { routes, pages: pretestPages };
export { lintDefinition } from "./lint-view.js";
export { inviteCustomers, requireOpenLink } from "./personal-links.js";
