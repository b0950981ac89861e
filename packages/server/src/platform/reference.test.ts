import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { describeApi } from "./openapi.js";
import { configurationPage, errorsPage } from "./reference.js";
import { VERSION } from "./version.js";

const page = (name: string) => fileURLToPath(new URL(`../../../../docs/reference/${name}`, import.meta.url));

// `npx vitest run --project engine packages/server/src/platform/reference.test.ts -u` writes them anew
test("the configuration reference is the one the program reads", async () => {
  await expect(configurationPage()).toMatchFileSnapshot(page("configuration.md"));
});

test("the error reference is the closed list", async () => {
  await expect(errorsPage()).toMatchFileSnapshot(page("errors.md"));
});

test("the published API description is the one the contracts make", async () => {
  await expect(`${JSON.stringify(describeApi(VERSION), null, 1)}\n`).toMatchFileSnapshot(page("openapi.json"));
});

test("every reference inside the API description leads somewhere", () => {
  const text = JSON.stringify(describeApi(VERSION));
  const { components } = JSON.parse(text) as { components: { schemas: Record<string, unknown> } };
  const pointed = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
  expect(pointed.length).toBeGreaterThan(50);
  for (const target of new Set(pointed)) {
    expect(target).toMatch(/^#\/components\/schemas\//);
    expect(components.schemas, target).toHaveProperty([target.split("/").at(-1)!]);
  }
});
