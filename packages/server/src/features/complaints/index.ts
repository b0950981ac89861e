import type { Feature } from "../../platform/feature.js";
import { pages } from "./pages.js";

export const complaints: Feature = { routes: [], pages };
