import { z } from "zod";

/** JSON Schema as zod writes it, as far as samples are made from it. */
export type Shape = {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
};

/** 0 ≤ value < 1, from a seed. */
export type Chance = () => number;

/** The shape a caller must send. */
export function inputShape(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Shape;
}

/**
 * A value that fits the shape. What is optional is there as chance has it; with `() => 1` only what is required.
 *
 * @example
 * sampleOf({ type: "object", properties: { n: { type: "integer", minimum: 3 } }, required: ["n"] }, () => 1) // => { n: 3 }
 */
export function sampleOf(shape: Shape, chance: Chance, root: Shape = shape, depth = 0): unknown {
  if (shape.$ref !== undefined) return sampleOf(resolved(shape.$ref, root), chance, root, depth + 1);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return picked(shape.enum, chance);
  const variants = shape.anyOf ?? shape.oneOf;
  if (variants !== undefined) return sampleOf(variant(variants, chance, depth), chance, root, depth + 1);
  if (shape.allOf !== undefined) return Object.assign({}, ...shape.allOf.map((part) => sampleOf(part, chance, root, depth)));
  const type = Array.isArray(shape.type) ? picked(shape.type, chance) : shape.type;
  if (type === "object") return objectOf(shape, chance, root, depth);
  if (type === "array") return arrayOf(shape, chance, root, depth);
  if (type === "string") return textOf(shape);
  if (type === "integer" || type === "number")
    return Math.max(shape.minimum ?? 1, Math.min(shape.maximum ?? 5, 1 + Math.floor(chance() * 4)));
  if (type === "boolean") return chance() < 0.5;
  return null;
}

function resolved(reference: string, root: Shape): Shape {
  if (reference === "#") return root;
  const found = root.$defs?.[reference.replace("#/$defs/", "")];
  if (found === undefined) throw new RangeError(`${reference} leads nowhere`);
  return found;
}

/** Deep down the first variants that end: what recurs would never stop. */
function variant(variants: readonly Shape[], chance: Chance, depth: number): Shape {
  const ending = variants.filter((one) => !JSON.stringify(one).includes('"$ref"'));
  return picked(depth > 3 && ending.length > 0 ? ending : variants, chance);
}

function objectOf(shape: Shape, chance: Chance, root: Shape, depth: number): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape.properties ?? {})) {
    if (shape.required?.includes(name) || chance() < 0.5) made[name] = sampleOf(field, chance, root, depth + 1);
  }
  return made;
}

function arrayOf(shape: Shape, chance: Chance, root: Shape, depth: number): unknown[] {
  if (shape.prefixItems !== undefined) return shape.prefixItems.map((item) => sampleOf(item, chance, root, depth + 1));
  const length = Math.max(shape.minItems ?? 0, chance() < 0.5 ? 1 : 0);
  return Array.from({ length }, () => (shape.items === undefined ? null : sampleOf(shape.items, chance, root, depth + 1)));
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: "0198d2a0-0000-7000-8000-000000000001",
  email: "somebody@example.test",
  date: "2026-02-01",
  "date-time": "2026-02-01T08:00:00Z",
};

function textOf(shape: Shape): string {
  const known = shape.format === undefined ? undefined : FORMATS[shape.format];
  if (known !== undefined) return known;
  const words = ["alpha", "a1", "A1", "2026", "一句话"].map((word) => word.padEnd(shape.minLength ?? 0, "x"));
  const pattern = shape.pattern === undefined ? null : new RegExp(shape.pattern, "u");
  return words.find((word) => pattern === null || pattern.test(word)) ?? words[0]!;
}

export function picked<T>(items: readonly T[], chance: Chance): T {
  return items[Math.min(items.length - 1, Math.floor(chance() * items.length))]!;
}
