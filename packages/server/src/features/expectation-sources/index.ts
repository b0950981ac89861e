import type { Feature } from "../../platform/feature.js";
import { pages } from "./pages.js";
import { routes } from "./routes.js";

export const expectationSources: Feature = { routes, pages };

export { addEntries } from "./add-entries.js";
export { addBand } from "./bands.js";
export { type Benchmark, readBenchmarks } from "./benchmarks.js";
export { setRule } from "./page-rules.js";
