import type { TestProject } from "vitest/node";
import { startTestEngine } from "./engine.js";

declare module "vitest" {
  interface ProvidedContext {
    /** directory of the socket of the engine that all tests of a run share */
    manyiEngineHost: string;
  }
}

/** vitest calls this once before a run and what it returns once after. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const engine = await startTestEngine();
  project.provide("manyiEngineHost", String(engine.config.host));
  return engine.stop;
}
