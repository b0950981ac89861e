import type { Voice } from "@manyi/contracts";
import { toneOf } from "../voices/index.js";

/**
 * Three voices that differ: the newest unhappy one, the newest happy one, then the newest in between; gaps are filled by the newest left.
 *
 * @param voices newest first, each with a comment
 */
export function pickVoices(voices: readonly Voice[]): Voice[] {
  const told = voices.filter(({ comment, quality }) => comment !== null && quality !== "excluded");
  const tone = (voice: Voice) => toneOf(voice.scores);
  const unhappy = told.find((voice) => (tone(voice) ?? 1) <= 0.6);
  const happy = told.find((voice) => (tone(voice) ?? 0) >= 0.9);
  const between = told.find((voice) => voice !== unhappy && voice !== happy && (tone(voice) ?? 0) > 0.6 && (tone(voice) ?? 1) < 0.9);
  const picked = [unhappy, happy, between].filter((voice) => voice !== undefined);
  return [...picked, ...told.filter((voice) => !picked.includes(voice))].slice(0, 3);
}
