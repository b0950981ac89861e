/** A latent variable 潜变量 and the questions that show it. */
export interface Latent {
  readonly name: string;
  readonly items: readonly string[];
}

/** Latent variables and the arrows between them, `[from, to]`. */
export interface PathModel {
  readonly latents: readonly Latent[];
  readonly paths: readonly (readonly [from: string, to: string])[];
}

/**
 * Refuses a model that cannot be computed.
 *
 * @throws {RangeError} when a latent has no item or no arrow, a name or item occurs twice, an arrow is unknown or double, or
 * the arrows run in a circle
 * @example
 * checkPathModel({ latents: [{ name: "A", items: ["a"] }, { name: "B", items: ["b"] }], paths: [["A", "B"]] }) // => ["A", "B"]
 * @returns names of the latents, causes before effects
 */
export function checkPathModel({ latents, paths }: PathModel): string[] {
  const names = latents.map((latent) => latent.name);
  const items = latents.flatMap((latent) => latent.items);
  if (new Set(names).size < names.length) throw new RangeError("a path model names each latent once");
  if (new Set(items).size < items.length) throw new RangeError("a path model uses each item once");
  const empty = latents.find((latent) => latent.items.length === 0);
  if (empty) throw new RangeError(`latent ${empty.name} has no items`);
  for (const [from, to] of paths) {
    if (!names.includes(from) || !names.includes(to)) throw new RangeError(`no latents for the arrow ${from} → ${to}`);
  }
  if (new Set(paths.map(([from, to]) => `${from}\n${to}`)).size < paths.length) throw new RangeError("a path model draws each arrow once");
  const alone = names.find((name) => !paths.some(([from, to]) => from === name || to === name));
  if (alone !== undefined) throw new RangeError(`latent ${alone} has no arrow`);
  const order: string[] = [];
  while (order.length < names.length) {
    const next = names.find((name) => !order.includes(name) && paths.every(([from, to]) => to !== name || order.includes(from)));
    if (next === undefined) throw new RangeError("the arrows of the path model run in a circle");
    order.push(next);
  }
  return order;
}
