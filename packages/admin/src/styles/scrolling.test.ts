import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const SOURCE = join(import.meta.dirname, "..");

/* Words for screen readers are placed absolutely: unless the box that scrolls places them, they stick out and widen the page. */
test("every box that scrolls is the place of what stands in it", () => {
  const sheets = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".css"));
  const rules = sheets.flatMap((path) =>
    [...readFileSync(join(SOURCE, path), "utf8").matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, name = "", body = ""]) => ({
      name: `${path}: ${name.trim()}`,
      body,
    })),
  );
  const scrolling = rules.filter(({ body }) => /overflow(?:-[xy])?: (?:auto|scroll)/.test(body));
  expect(scrolling.length).toBeGreaterThan(10);
  expect(scrolling.filter(({ body }) => !/position: /.test(body)).map(({ name }) => name)).toEqual([]);
});
