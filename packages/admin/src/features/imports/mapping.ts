import type { ImportJob, Mapping, Target } from "@manyi/contracts";
import { looksLikePosts, suggestPostTargets } from "@manyi/core/feedback";
import { PRICE_PARTS, type PricePart } from "@manyi/core/tradeoff";

type Column = ImportJob["columns"][number];

/** What a column may become, as one choice in a list. */
export const meanings = [
  "nps",
  "csat",
  "ces",
  "perception",
  "expectation",
  "functional",
  "dysfunctional",
  "tooCheap",
  "cheap",
  "expensive",
  "tooExpensive",
  "choice",
  "comment",
  "date",
  "unit",
  "touchpoint",
  "segment",
  "channel",
  "customer",
  "key",
  "weight",
  "locale",
  "stars",
  "platform",
  "product",
  "author",
  "url",
  "email",
  "phone",
  "asked",
  "ignore",
] as const;
export type Meaning = (typeof meanings)[number];

/** Meanings that only one column of a file can have. */
const single: ReadonlySet<Meaning> = new Set([
  ...PRICE_PARTS,
  "nps",
  "csat",
  "ces",
  "date",
  "unit",
  "touchpoint",
  "segment",
  "channel",
  "customer",
  "key",
  "weight",
  "locale",
  "stars",
  "platform",
  "product",
  "author",
  "url",
  "email",
  "phone",
  "asked",
]);
const answers: ReadonlySet<Meaning> = new Set([
  ...PRICE_PARTS,
  "nps",
  "csat",
  "ces",
  "perception",
  "expectation",
  "functional",
  "dysfunctional",
  "choice",
  "comment",
  "stars",
]);

/** The choice a target stands for. @example meaningOf({ to: "metric", metric: "nps" }) // => "nps" */
export function meaningOf(target: Target): Meaning {
  if (target.to === "metric") return target.metric;
  if (target.to === "rating") return target.role;
  if (target.to === "kano") return target.side;
  if (target.to === "price") return target.part;
  return target.to;
}

/**
 * The target a choice starts with. A rating keeps the attribute and the scale it had; a new one is named after its column and takes the
 * scale its samples fit on, 1–5, 1–7 or 0–10.
 */
export function targetFor(meaning: Meaning, column: Pick<Column, "name" | "samples" | "target">): Target {
  switch (meaning) {
    case "nps":
    case "csat":
    case "ces":
      return { to: "metric", metric: meaning };
    case "perception":
    case "expectation": {
      const before = column.target;
      if (before.to === "rating") return { ...before, role: meaning };
      const most = Math.max(...column.samples.map(Number).filter(Number.isFinite), 1);
      return { to: "rating", attribute: column.name.slice(0, 60), role: meaning, min: 1, max: most <= 5 ? 5 : most <= 7 ? 7 : 10 };
    }
    case "functional":
    case "dysfunctional": {
      const before = column.target;
      const attribute = before.to === "kano" || before.to === "rating" ? before.attribute : column.name.slice(0, 60);
      return { to: "kano", attribute, side: meaning, order: before.to === "kano" ? before.order : "likeFirst" };
    }
    case "tooCheap":
    case "cheap":
    case "expensive":
    case "tooExpensive":
      return column.target.to === "price" ? { ...column.target, part: meaning } : { to: "price", part: meaning, currency: "CNY", step: 1 };
    case "stars": {
      const most = Math.max(...column.samples.map(Number).filter(Number.isFinite), 1);
      return column.target.to === "stars" ? column.target : { to: "stars", min: 1, max: most <= 5 ? 5 : most <= 10 ? 10 : 100 };
    }
    case "choice":
      return { to: "choice", key: column.target.to === "choice" ? column.target.key : column.name.slice(0, 40) };
    case "date":
      return { to: "date", format: column.target.to === "date" ? column.target.format : "iso" };
    default:
      return { to: meaning };
  }
}

/** Puts one column's target; the four prices share their currency and step. */
export function putTarget(columns: MappingDraft["columns"], name: string, target: Target): Record<string, Target> {
  const shared = (one: Target) =>
    target.to === "price" && one.to === "price" ? { ...one, currency: target.currency, step: target.step } : one;
  return { ...Object.fromEntries(Object.entries(columns).map(([other, one]) => [other, shared(one)])), [name]: target };
}

/** A mapping while it is edited. */
export type MappingDraft = Omit<Mapping, "defaultDay" | "defaultUnitCode" | "platform"> & {
  readonly platform: string;
  readonly defaultDay: string;
  readonly defaultUnitCode: string;
};

/** Columns as posts would have them: what their names say of posts, the rest as recognised. */
export function asPosts(columns: ImportJob["columns"]): Record<string, Target> {
  const posts = suggestPostTargets(columns);
  const taken = new Set(Object.values(posts).map(({ to }) => to as string));
  return Object.fromEntries(
    columns.map(({ name, target }) => {
      const isDoubled = single.has(meaningOf(target)) && taken.has(meaningOf(target));
      return [name, posts[name] ?? (isDoubled ? { to: "ignore" } : target)];
    }),
  );
}

/** Starts from what was recognised; the title is the name of the file without its ending. */
export function draftOf(job: Pick<ImportJob, "columns" | "fileName">): MappingDraft {
  const isPosts = looksLikePosts(suggestPostTargets(job.columns));
  return {
    columns: isPosts ? asPosts(job.columns) : Object.fromEntries(job.columns.map(({ name, target }) => [name, target])),
    title: job.fileName.replace(/\.[^.]+$/, "").slice(0, 120),
    source: isPosts ? "review" : "survey",
    platform: "",
    handling: "all",
    defaultDay: "",
    defaultUnitCode: "",
  };
}

/** What is sent: empty choices are left out, a day for all rows only where no column is a date. */
export function mappingOf(draft: MappingDraft): Mapping {
  const { defaultDay, defaultUnitCode, platform, ...rest } = draft;
  const has = (to: Target["to"]) => Object.values(draft.columns).some((target) => target.to === to);
  return {
    ...rest,
    title: draft.title.trim(),
    ...(platform.trim() === "" || has("platform") ? {} : { platform: platform.trim() }),
    ...(defaultDay === "" || has("date") ? {} : { defaultDay }),
    ...(defaultUnitCode === "" || has("unit") ? {} : { defaultUnitCode }),
  };
}

/** What keeps a mapping from being tried; `column` names the place. */
export type MappingFault = {
  readonly code: "twice" | "no_pair" | "no_prices" | "no_date" | "no_answer" | "no_title" | "bad_scale";
  readonly column: string | null;
};

/** Everything that is wrong with a mapping before the server looks at it. */
export function faultsOf(draft: MappingDraft): readonly MappingFault[] {
  const targets = Object.entries(draft.columns).map(([column, target]) => ({ column, target, meaning: meaningOf(target) }));
  const seen = new Set<Meaning>();
  const faults: MappingFault[] = [];
  for (const { column, target, meaning } of targets) {
    if (single.has(meaning)) {
      if (seen.has(meaning)) faults.push({ code: "twice", column });
      seen.add(meaning);
    }
    if (target.to === "rating" && !(target.max > target.min && target.min >= (target.role === "expectation" ? 1 : 0) && target.min <= 1))
      faults.push({ code: "bad_scale", column });
    const isOther = (one: Target) =>
      one.to === "kano" && target.to === "kano" && one.attribute === target.attribute && one.side !== target.side;
    if (target.to === "kano" && !targets.some((one) => isOther(one.target))) faults.push({ code: "no_pair", column });
    const has = (part: PricePart) => targets.some((one) => one.target.to === "price" && one.target.part === part);
    if (target.to === "price" && !PRICE_PARTS.every(has)) faults.push({ code: "no_prices", column });
    if (target.to === "stars" && !(target.max > target.min && target.min >= 0 && target.min <= 1))
      faults.push({ code: "bad_scale", column });
  }
  if (!targets.some(({ meaning }) => answers.has(meaning))) faults.push({ code: "no_answer", column: null });
  if (!seen.has("date") && draft.defaultDay === "") faults.push({ code: "no_date", column: null });
  if (draft.title.trim() === "") faults.push({ code: "no_title", column: null });
  return faults;
}
