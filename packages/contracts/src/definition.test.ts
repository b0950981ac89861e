import type { SurveyDefinition } from "@manyi/core/survey";
import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { surveyDefinition } from "./surveys.js";

test("a parsed survey definition is the core's SurveyDefinition", () => {
  expectTypeOf<z.output<typeof surveyDefinition>>().toExtend<SurveyDefinition>();
});
