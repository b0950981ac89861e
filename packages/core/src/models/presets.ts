import type { PathModel } from "./path-model.js";

/** The customer satisfaction index models with ready-made arrows; the caller names the items of each latent. */
export type IndexModelKind = "ECSI" | "ACSI" | "CCSI";

const ARROWS = {
  // Tenenhaus et al. 2005
  ECSI: [
    ["Image", "Expectation"],
    ["Expectation", "Quality"],
    ["Expectation", "Value"],
    ["Quality", "Value"],
    ["Image", "Satisfaction"],
    ["Expectation", "Satisfaction"],
    ["Quality", "Satisfaction"],
    ["Value", "Satisfaction"],
    ["Satisfaction", "Complaints"],
    ["Image", "Loyalty"],
    ["Satisfaction", "Loyalty"],
    ["Complaints", "Loyalty"],
  ],
  // Fornell et al. 1996
  ACSI: [
    ["Expectation", "Quality"],
    ["Expectation", "Value"],
    ["Quality", "Value"],
    ["Expectation", "Satisfaction"],
    ["Quality", "Satisfaction"],
    ["Value", "Satisfaction"],
    ["Satisfaction", "Complaints"],
    ["Satisfaction", "Loyalty"],
    ["Complaints", "Loyalty"],
  ],
  // Six latent variables, eleven arrows: brand image, expected quality, perceived quality and perceived value are the causes.
  CCSI: [
    ["Image", "Expectation"],
    ["Image", "Quality"],
    ["Image", "Value"],
    ["Image", "Satisfaction"],
    ["Expectation", "Quality"],
    ["Expectation", "Value"],
    ["Expectation", "Satisfaction"],
    ["Quality", "Value"],
    ["Quality", "Satisfaction"],
    ["Value", "Satisfaction"],
    ["Satisfaction", "Loyalty"],
  ],
} as const satisfies Record<IndexModelKind, readonly (readonly [string, string])[]>;

/**
 * Names of the latents of a ready-made model, in the order in which they first appear.
 * @example
 * latentsOfIndexModel("CCSI") // => ["Image", "Expectation", "Quality", "Value", "Satisfaction", "Loyalty"]
 */
export function latentsOfIndexModel(kind: IndexModelKind): string[] {
  return [...new Set(ARROWS[kind].flat())];
}

/**
 * A ready-made index model with the items of your questionnaire.
 *
 * @param items questions per latent: Image, Expectation, Quality, Value, Satisfaction, Complaints, Loyalty as the kind has them
 * @throws {RangeError} when a latent of the model has no items
 * @example
 * indexModel("CCSI", { Image: ["i"], Expectation: ["e"], Quality: ["q"], Value: ["v"], Satisfaction: ["s"], Loyalty: ["l"] }).paths.length // => 11
 */
export function indexModel(kind: IndexModelKind, items: Readonly<Record<string, readonly string[]>>): PathModel {
  const latents = latentsOfIndexModel(kind).map((name) => ({ name, items: items[name] ?? [] }));
  const missing = latents.find((latent) => latent.items.length === 0);
  if (missing) throw new RangeError(`${kind} needs items for ${missing.name}`);
  return { latents, paths: ARROWS[kind] };
}
