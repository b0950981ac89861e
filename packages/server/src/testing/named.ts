import type { RouteSpec } from "@manyi/contracts";

/** Ids of one place: what a route's `:params` may name there. */
export type Place = {
  readonly tenantId: number;
  readonly unitId: number;
  readonly ids: Readonly<
    Record<
      | "units"
      | "keys"
      | "messages"
      | "cases"
      | "surveys"
      | "links"
      | "voices"
      | "labels"
      | "imports"
      | "members"
      | "feedback"
      | "sources"
      | "contacts"
      | "expectation-sources"
      | "beacon-sites"
      | "reference-bands"
      | "lists"
      | "runs"
      | "guides"
      | "interviews"
      | "views"
      | "topics"
      | "versions"
      | "sample"
      | "texts"
      | "subjects"
      | "findings"
      | "effects"
      | "notes"
      | "suggestions"
      | "weights"
      | "files"
      | "figures"
      | "entries"
      | "samples",
      string
    >
  >;
};

/** Ids that name nothing anywhere, in the form of real ones. */
export const NOTHING: Place["ids"] = {
  units: "999999",
  keys: "0198d2a0-0000-7000-8000-00000000dead",
  messages: "0198d2a0-0000-7000-8000-00000000dead",
  cases: "0198d2a0-0000-7000-8000-00000000dead",
  surveys: "999999",
  links: "0198d2a0-0000-7000-8000-00000000dead",
  voices: "0198d2a0-0000-7000-8000-00000000dead",
  labels: "0198d2a0-0000-7000-8000-00000000dead",
  imports: "0198d2a0-0000-7000-8000-00000000dead",
  members: "0198d2a0-0000-7000-8000-00000000dead",
  feedback: "0198d2a0-0000-7000-8000-00000000dead",
  sources: "999999",
  contacts: "0198d2a0-0000-7000-8000-00000000dead",
  "expectation-sources": "0198d2a0-0000-7000-8000-00000000dead",
  "beacon-sites": "999999",
  "reference-bands": "0198d2a0-0000-7000-8000-00000000dead",
  lists: "999999",
  runs: "0198d2a0-0000-7000-8000-00000000dead",
  guides: "999999",
  interviews: "0198d2a0-0000-7000-8000-00000000dead",
  views: "0198d2a0-0000-7000-8000-00000000dead",
  topics: "999999",
  versions: "999999",
  sample: "0198d2a0-0000-7000-8000-00000000dead",
  texts: "0198d2a0-0000-7000-8000-00000000dead",
  subjects: "unit",
  findings: "0198d2a0-0000-7000-8000-00000000dead",
  effects: "0198d2a0-0000-7000-8000-00000000dead",
  notes: "0198d2a0-0000-7000-8000-00000000dead",
  suggestions: "0198d2a0-0000-7000-8000-00000000dead",
  weights: "0198d2a0-0000-7000-8000-00000000dead",
  files: "0198d2a0-0000-7000-8000-00000000dead",
  figures: "0198d2a0-0000-7000-8000-00000000dead",
  entries: "0198d2a0-0000-7000-8000-00000000dead",
  samples: "0198d2a0-0000-7000-8000-00000000dead",
};

/**
 * The address of a route with these ids in it.
 *
 * @throws {RangeError} when a parameter belongs to nothing the test world knows: a new kind of id needs a row in `furnish`
 */
export function addressWith(spec: RouteSpec, ids: Place["ids"]): string {
  const parts = spec.path.split("/");
  return parts
    .map((part, index) => {
      if (!part.startsWith(":")) return part;
      const kind = part === ":linkId" ? "links" : part === ":key" ? "units" : parts[index - 1]!;
      const id = (ids as Readonly<Record<string, string>>)[kind];
      if (id === undefined) throw new RangeError(`${spec.path}: no row for ${kind}`);
      return id;
    })
    .join("/");
}
