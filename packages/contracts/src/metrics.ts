import { z } from "zod";
import { day, idNumber, instant, localText, smallId } from "./common.js";
import { route } from "./route.js";

const code = z.string().min(1).max(60);
const person = z.object({ id: z.string(), name: z.string() });
const target = z.object({
  /** in the unit of the metric */
  value: z.number(),
  /** the first day it holds */
  from: day,
  /** where it was set; null: for the whole organisation, or above what the reader sees */
  unit: z.object({ id: z.number().int(), name: localText }).nullable(),
  isAbove: z.boolean(),
  owner: person.nullable(),
});

export const metricDefinition = z.object({
  code,
  /** raised when the formula changes; every figure names the version it was computed with */
  version: z.number().int(),
  formula: z.string(),
  unit: z.enum(["points", "percent", "scale", "ratio", "answers"]),
  scale: z.object({ min: z.number(), max: z.number() }).nullable(),
  interval: z.string(),
  source: z.string(),
  /** lowest and highest target; null: takes none */
  range: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** in force today for the unit asked for */
  target: target.nullable(),
});
export type MetricDefinition = z.output<typeof metricDefinition>;

const setting = z.object({
  id: z.uuid(),
  /** null: taken back */
  value: z.number().nullable(),
  from: day,
  unit: z.object({ id: z.number().int(), name: localText }).nullable(),
  owner: person.nullable(),
  setBy: z.string().nullable(),
  setAt: instant,
});

export const metrics = {
  list: route({
    method: "GET",
    path: "/api/v1/metrics",
    may: "figures:read",
    summary: "The metric registry: formula, version, interval and source of every metric, and the target in force for a unit.",
    query: z.object({ unit: smallId.optional() }),
    reply: z.object({ items: z.array(metricDefinition) }),
    errors: ["NOT_FOUND", "INVALID_INPUT"],
  }),
  history: route({
    method: "GET",
    path: "/api/v1/metrics/targets",
    may: "figures:read",
    summary: "Every target ever set for a metric within scope, newest first.",
    query: z.object({ metric: code }),
    reply: z.object({ items: z.array(setting) }),
    errors: ["INVALID_INPUT"],
  }),
  setTarget: route({
    method: "POST",
    path: "/api/v1/metrics/targets",
    may: "targets:write",
    summary: "Set what a metric is to reach from a day on, for the whole organisation or a unit and all below it; null takes it back.",
    body: z.strictObject({
      metric: code,
      unitId: idNumber.min(1).nullable(),
      value: z.number().nullable(),
      ownerId: z.string().max(60).nullable(),
      from: day,
    }),
    reply: z.object({ id: z.uuid() }),
    errors: ["NOT_FOUND", "INVALID_INPUT", "NOT_ALLOWED"],
  }),
};
