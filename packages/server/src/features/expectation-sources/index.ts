import type { Feature } from "../../platform/feature.js";
import { pages } from "./pages.js";
import { routes } from "./routes.js";

export const expectationSources: Feature = { routes, pages };

export { type Benchmark, readBenchmarks } from "./benchmarks.js";
