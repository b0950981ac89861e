import { surveyTemplates } from "@manyi/core/survey";
import { expect, test } from "vitest";
import { pathsOf, putText } from "./languages.js";

test("every text of every template can be written in either language and is found again", () => {
  for (const { code, definition } of surveyTemplates())
    for (const { path } of pathsOf(definition)) {
      const written = putText(definition, path, "en", "changed");
      expect([code, path, pathsOf(written).find((one) => one.path === path)?.text.en]).toEqual([code, path, "changed"]);
    }
});

test("a path that is not there changes nothing", () => {
  const { definition } = surveyTemplates()[0]!;
  expect(putText(definition, "nobody.text", "en", "x")).toBe(definition);
});
