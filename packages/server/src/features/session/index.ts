import type { Feature } from "../../platform/feature.js";
import { routes } from "./routes.js";

export const session: Feature = { routes };

export { firstAccountLink, type Invitation, makeLink } from "./one-time-links.js";
