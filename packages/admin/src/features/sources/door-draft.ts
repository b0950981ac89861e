import type { InboundMapping, InboundSource } from "@manyi/contracts";
import { type HandledSource, ITEM_FIELDS, type ItemField, pathsOf, suggestPaths } from "@manyi/core/feedback";

/** A door while it is edited; empty texts stand for "not given". */
export type DoorDraft = {
  readonly name: string;
  readonly kind: HandledSource;
  readonly unitId: number | null;
  readonly touchpointId: number | null;
  readonly signed: boolean;
  readonly paused: boolean;
  readonly items: string;
  readonly fields: Readonly<Record<ItemField, string>>;
  readonly min: number;
  readonly max: number;
  readonly platform: string;
  readonly talk: "none" | "list" | "text";
  readonly turns: { readonly list: string; readonly speaker: string; readonly text: string };
  readonly customer: string;
  readonly per: "turn" | "thread";
  readonly locale: "zh-CN" | "en";
  readonly units: InboundMapping["units"];
  readonly touchpoints: InboundMapping["touchpoints"];
};

const NO_FIELDS = Object.fromEntries(ITEM_FIELDS.map((field) => [field, ""])) as Record<ItemField, string>;

/** A new door, or one that is there. */
export function draftOfDoor(source: InboundSource | null, locale: "zh-CN" | "en"): DoorDraft {
  const mapping = source?.mapping;
  return {
    name: source?.name ?? "",
    kind: source?.kind ?? "review",
    unitId: source?.unitId ?? null,
    touchpointId: source?.touchpointId ?? null,
    signed: source?.signed ?? false,
    paused: source?.paused ?? false,
    items: mapping?.items ?? "",
    fields: { ...NO_FIELDS, ...(mapping?.fields as Partial<Record<ItemField, string>> | undefined) },
    min: mapping?.scale?.min ?? 1,
    max: mapping?.scale?.max ?? 5,
    platform: mapping?.platform ?? "",
    talk: mapping?.turns === undefined ? (mapping?.isTranscript === true ? "text" : "none") : "list",
    turns: mapping?.turns ?? { list: "", speaker: "", text: "" },
    customer: mapping?.customer ?? "",
    per: mapping?.per ?? "thread",
    locale: mapping?.locale ?? locale,
    units: mapping?.units ?? {},
    touchpoints: mapping?.touchpoints ?? {},
  };
}

/** What is sent: empty texts are left out. */
export function settingsOfDoor(draft: DoorDraft) {
  const { name, kind, unitId, touchpointId } = draft;
  const fields = Object.fromEntries(Object.entries(draft.fields).filter(([, path]) => path !== ""));
  return {
    name: name.trim(),
    kind,
    unitId,
    touchpointId,
    mapping: {
      fields,
      ...(draft.items === "" ? {} : { items: draft.items }),
      ...(draft.fields.rating === "" ? {} : { scale: { min: draft.min, max: draft.max } }),
      ...(draft.platform.trim() === "" ? {} : { platform: draft.platform.trim() }),
      ...(draft.talk === "list" ? { turns: draft.turns } : {}),
      ...(draft.talk === "text" ? { isTranscript: true } : {}),
      ...(draft.talk === "none" || draft.customer.trim() === "" ? {} : { customer: draft.customer.trim() }),
      per: draft.per,
      locale: draft.locale,
      units: draft.units,
      touchpoints: draft.touchpoints,
    },
  };
}

/** Whether a door knows enough to read anything. */
export function isReadable(draft: DoorDraft): boolean {
  const { list, speaker, text } = draft.turns;
  if (draft.name.trim() === "") return false;
  if (draft.talk === "list") return list !== "" && speaker !== "" && text !== "";
  return draft.fields.text !== "" || (draft.talk === "none" && draft.fields.rating !== "");
}

/** The payload as a value; `undefined` while it is no JSON. */
export function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

/** Paths of one item of a payload, to choose from: of a list its first entry. */
export function choicesIn(payload: unknown, items: string): readonly { readonly path: string; readonly sample: string }[] {
  const at =
    items === ""
      ? payload
      : items.split(".").reduce<unknown>((here, step) => (here as Record<string, unknown> | undefined)?.[step], payload);
  return pathsOf(Array.isArray(at) ? at[0] : at);
}

/** Fills the fields that are still empty with what their names suggest. */
export function withSuggestions(draft: DoorDraft, payload: unknown): DoorDraft {
  const found = suggestPaths(choicesIn(payload, draft.items));
  const fields = Object.fromEntries(ITEM_FIELDS.map((field) => [field, draft.fields[field] || (found[field] ?? "")])) as Record<
    ItemField,
    string
  >;
  return { ...draft, fields };
}
