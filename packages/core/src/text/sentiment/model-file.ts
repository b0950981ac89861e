import { type LinearModel, WeightTable } from "./linear-model.js";

/** A model as it is stored and shipped: weights as one byte each beside the steps between their sorted hashes. */
export interface ModelFile {
  readonly version: string;
  readonly bias: number;
  readonly opinionWeights: readonly number[];
  readonly sharpness: number;
  /** The weight that one byte step stands for. */
  readonly byteStep: number;
  /** Base64 of, for each piece: the step from the hash before (7 bits a byte, low first), then the weight. */
  readonly data: string;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Packs a model; weights lose what one byte cannot hold.
 *
 * @example
 * const model = unpackModel({ version: "own-1", bias: 0.2, opinionWeights: [1.5], sharpness: 1, byteStep: 0.01, data: "BeQ=" });
 * packModel(model) // => { version: "own-1", bias: 0.2, opinionWeights: [1.5], sharpness: 1, byteStep: 0.00787402, data: "Bf8=" }
 */
export function packModel(model: LinearModel): ModelFile {
  const entries = model.weights.entries();
  const largest = entries.reduce((most, [, weight]) => Math.max(most, Math.abs(weight)), 0);
  const byteStep = largest === 0 ? 1 : Number((largest / 127).toPrecision(6));
  const bytes: number[] = [];
  let before = 0;
  for (const [hash, weight] of entries) {
    const level = Math.round(weight / byteStep);
    if (level === 0) continue;
    let step = hash - before;
    before = hash;
    while (step >= 128) {
      bytes.push((step % 128) + 128);
      step = Math.floor(step / 128);
    }
    bytes.push(step, level + 128);
  }
  const round = (value: number) => Number(value.toPrecision(6));
  return {
    version: model.version,
    bias: round(model.bias),
    opinionWeights: model.opinionWeights.map(round),
    sharpness: round(model.sharpness),
    byteStep,
    data: toBase64(bytes),
  };
}

/**
 * Unpacks a stored model.
 *
 * @throws {RangeError} when the data is not what `packModel` wrote
 * @example
 * const file = { version: "own-1", bias: 0.2, opinionWeights: [1.5], sharpness: 1, byteStep: 0.01, data: "BeQ=" };
 * unpackModel(file).weights.entries() // => [[5, 1]]
 * unpackModel({ ...file, data: "no base64" }) // throws RangeError
 */
export function unpackModel(file: ModelFile): LinearModel {
  const bytes = fromBase64(file.data);
  const entries: [number, number][] = [];
  let hash = 0;
  let at = 0;
  while (at < bytes.length) {
    let factor = 1;
    let byte = bytes[at++]!;
    while (byte >= 128 && at < bytes.length) {
      hash += (byte - 128) * factor;
      factor *= 128;
      byte = bytes[at++]!;
    }
    hash += byte * factor;
    const level = bytes[at++];
    if (level === undefined || hash > 0xffffffff) throw new RangeError("model data is cut short or damaged");
    entries.push([hash, (level - 128) * file.byteStep]);
  }
  const { version, bias, opinionWeights, sharpness } = file;
  return { version, bias, opinionWeights, sharpness, weights: new WeightTable(entries) };
}

function toBase64(bytes: readonly number[]): string {
  const letters: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    letters.push(alphabet[group >> 18]!, alphabet[(group >> 12) & 63]!);
    letters.push(i + 1 < bytes.length ? alphabet[(group >> 6) & 63]! : "=", i + 2 < bytes.length ? alphabet[group & 63]! : "=");
  }
  return letters.join("");
}

function fromBase64(text: string): Uint8Array {
  const plain = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4));
  const values = new Int16Array(128).fill(-1);
  for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;
  let group = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < plain.length; i++) {
    const value = values[plain.charCodeAt(i)] ?? -1;
    if (value < 0) throw new RangeError(`model data holds "${plain[i]}", which is not base64`);
    group = ((group << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (group >> bits) & 255;
    }
  }
  return bytes;
}
