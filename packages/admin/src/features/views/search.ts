const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Two views side by side. */
export type ViewsSearch = { a?: string | undefined; b?: string | undefined };

/** The address of the list of views: which two are compared. */
export function viewsSearch(raw: Record<string, unknown>): ViewsSearch {
  const kept: ViewsSearch = {};
  for (const side of ["a", "b"] as const) {
    const id = raw[side];
    if (typeof id === "string" && uuid.test(id)) kept[side] = id;
  }
  return kept;
}

/**
 * Marks or unmarks a view for comparing; a third mark replaces the second.
 *
 * @example
 * marked({ a: "x", b: "y" }, "z") // => { a: "x", b: "z" }
 * marked({ a: "x", b: "y" }, "x") // => { a: "y" }
 */
export function marked({ a, b }: ViewsSearch, id: string): ViewsSearch {
  if (a === id) return b === undefined ? {} : { a: b };
  if (b === id) return a === undefined ? {} : { a };
  return a === undefined ? { a: id } : { a, b: id };
}
