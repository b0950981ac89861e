import * as contracts from "@manyi/contracts";
import { ERRORS, type ErrorCode, problem, type RouteSpec } from "@manyi/contracts";
import { z } from "zod";
import { CONTRACT_ROUTES } from "./handler.js";

type Schema = z.core.JSONSchema.BaseSchema;
type Json = { [key: string]: unknown };

/** Refusals any route may answer with, besides those its contract names. */
const ALWAYS: readonly ErrorCode[] = ["RATE_LIMITED", "INTERNAL"];

/**
 * The published description of the API, OpenAPI 3.1, made from the contracts alone: what is described is what is parsed.
 *
 * @param version of the program
 */
export function describeApi(version: string): Json {
  const schemas: Record<string, unknown> = {};
  const named = namedSchemas();
  const shape = (schema: z.ZodType, io: "input" | "output", name: string): Json => {
    const made = z.toJSONSchema(schema, { io, metadata: named, unrepresentable: "any", override: withoutMachineBounds });
    return lifted(made, io, name, schemas);
  };
  const paths: Record<string, Json> = {};
  for (const { name, spec } of CONTRACT_ROUTES) {
    const path = spec.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operation(name, spec, shape) };
  }
  const problemSchema = shape(problem, "output", "problem");
  return {
    openapi: "3.1.0",
    info: {
      title: "Manyi 满意",
      version,
      description:
        "Everything the product does, by the same routes its own pages use. Refusals carry a code of the closed list and a sentence in Chinese and English. Changes within /api/v1 only add; what is taken away is announced in the changelog one version before.",
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: { ...schemas, Problem: problemSchema },
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key: `Authorization: Bearer mk_…`" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "manyi.session_token",
          description: "A signed-in browser; changes also need the header x-manyi-request.",
        },
      },
    },
  };
}

/** Every whole number is a safe one in JSON; saying so at each field would only hide the bounds that mean something. */
function withoutMachineBounds({ jsonSchema }: { jsonSchema: Schema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

function operation(name: string, spec: RouteSpec, shape: (schema: z.ZodType, io: "input" | "output", name: string) => Json): Json {
  const [slice] = name.split(".");
  const needsCaller = spec.may !== "public";
  const codes = new Set<ErrorCode>([...spec.errors, ...ALWAYS]);
  if (needsCaller) codes.add("NOT_SIGNED_IN");
  if (needsCaller && spec.may !== "session") codes.add("NOT_ALLOWED");
  if (spec.params !== undefined || spec.query !== undefined || spec.body !== undefined) codes.add("INVALID_INPUT");
  const parameters = [
    ...parametersOf(spec.params, "path", (schema) => shape(schema, "input", `${name} params`)),
    ...parametersOf(spec.query, "query", (schema) => shape(schema, "input", `${name} query`)),
  ];
  return {
    operationId: name,
    tags: [slice],
    summary: spec.summary,
    ...(needsCaller && spec.may !== "session" ? { description: `Needs the permission \`${spec.may}\`.` } : {}),
    security: needsCaller ? [{ key: [] }, { session: [] }] : [],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: shape(spec.body, "input", `${name} body`) } } } }),
    responses: { 200: success(name, spec, shape), ...refusals(codes) },
  };
}

function success(name: string, spec: RouteSpec, shape: (schema: z.ZodType, io: "input" | "output", name: string) => Json): Json {
  if (spec.reply !== null) {
    return { description: "Done.", content: { "application/json": { schema: shape(spec.reply, "output", `${name} reply`) } } };
  }
  const types = (spec.content ?? "application/octet-stream").split(/,\s*|\s+or\s+/);
  return { description: "Done.", content: Object.fromEntries(types.map((type) => [type, {}])) };
}

/** Refusals grouped by status; the codes stand in the words, so that a reader sees which ones come here. */
function refusals(codes: ReadonlySet<ErrorCode>): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) byStatus.set(ERRORS[code].status, [...(byStatus.get(ERRORS[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, here]) => [
        status,
        {
          description: here.map((code) => `${code}: ${ERRORS[code].en} ${ERRORS[code]["zh-CN"]}`).join("\n\n"),
          content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      ]),
  );
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query", shape: (schema: z.ZodType) => Json): Json[] {
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => ({
    name,
    in: place,
    required: place === "path" || !field.safeParse(undefined).success,
    schema: shape(field),
  }));
}

/** Object schemas the contracts export get their own place in the description, under their own name. */
function namedSchemas(): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  for (const [name, value] of Object.entries(contracts)) {
    if (value instanceof z.ZodObject || value instanceof z.ZodLazy || value instanceof z.ZodDiscriminatedUnion) {
      if (value !== problem && value !== contracts.filters) registry.add(value, { id: `${name[0]!.toUpperCase()}${name.slice(1)}` });
    }
  }
  return registry;
}

/** Moves the `$defs` of one schema to the shared components and points its references there. */
function lifted(made: Schema, io: "input" | "output", place: string, schemas: Record<string, unknown>): Json {
  const nameOf = (id: string): string => {
    const local = id.startsWith("__") ? `${place.replace(/\W+/g, "_")}_${id.replace(/^_+/, "")}` : id;
    return io === "input" ? `${local}Input` : local;
  };
  const pointed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(pointed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => key !== "$schema" && key !== "$defs" && key !== "id")
        .map(([key, inner]) => [
          key,
          key === "$ref" && typeof inner === "string"
            ? inner.replace(/^#\/\$defs\/(.+)$/, (_, id: string) => `#/components/schemas/${nameOf(id)}`)
            : pointed(inner),
        ]),
    );
  };
  for (const [id, schema] of Object.entries(made.$defs ?? {})) schemas[nameOf(id)] = pointed(schema);
  return pointed(made) as Json;
}
