import { defineConfig } from "vitest/config";

// Packages resolve to their sources ("source" export condition), so tests need no build.
const resolve = { conditions: ["source"] };
const ssr = { resolve: { conditions: ["source"], externalConditions: ["source"] } };
const inline = { deps: { inline: [/@manyi\//] } };

export default defineConfig({
  test: {
    passWithNoTests: false,
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        resolve,
        ssr,
        // a busy machine may take its time: nothing here is about speed
        test: {
          name: "unit",
          include: ["packages/{core,contracts,portal,admin}/src/**/*.test.ts"],
          server: inline,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "engine",
          include: ["packages/{store,analytics,server,cli}/src/**/*.test.ts"],
          globalSetup: ["packages/store/src/testing/global-setup.ts"],
          server: inline,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: "journeys",
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["e2e/global-setup.ts"],
          server: inline,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // after the others: a browser wants the machine's time
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
