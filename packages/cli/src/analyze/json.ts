import type { Analyzed } from "./analyze-file.js";
import { findingSentence } from "./finding-words.js";

/** The shape of the JSON; a change that breaks readers gets a new number. */
export const JSON_SCHEMA = "manyi.analysis/1";

/** The analysis as JSON: figures unrounded, every finding with its sentence in both languages. */
export function analysisJson({ title, file, format, where, analysis }: Analyzed): string {
  const { findings, ...rest } = analysis;
  const told = findings.map((finding) => ({
    ...finding,
    text: { "zh-CN": findingSentence(finding, "zh-CN"), en: findingSentence(finding, "en") },
  }));
  return JSON.stringify({ schema: JSON_SCHEMA, title, file, format, where: where ?? null, findings: told, ...rest }, null, 2);
}
