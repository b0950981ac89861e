import { escaped } from "./svg.js";

/** A card: its title, a grey caption, what it holds, and a foot with base and caveats. Nothing to hold, no card. */
export function card(title: string, caption: string, inside: string, foot: readonly string[] = []): string {
  if (inside === "") return "";
  const notes = foot.filter((note) => note !== "");
  return `<section class="card"><header><h2>${escaped(title)}</h2>${caption === "" ? "" : `<span class="caption">${escaped(caption)}</span>`}</header>${inside}${notes.length === 0 ? "" : `<p class="foot">${notes.map(escaped).join(" · ")}</p>`}</section>`;
}

export interface HtmlColumn {
  readonly title: string;
  /** `r` figures, `chart` a drawing, `i` an interval, `name` the first column, `hide` not on a phone */
  readonly kind?: string;
}

/** A table; cells are HTML already. Columns whose cells are all empty are left out. */
export function table(columns: readonly HtmlColumn[], rows: readonly (readonly string[])[]): string {
  const used = columns.map((_, i) => i).filter((i) => rows.some((row) => (row[i] ?? "") !== ""));
  const cls = (i: number) => (columns[i]?.kind === undefined ? "" : ` class="${columns[i].kind}"`);
  const head = used.map((i) => `<th scope="col"${cls(i)}>${escaped(columns[i]?.title ?? "")}</th>`).join("");
  const body = rows.map((row) => `<tr>${used.map((i) => `<td${cls(i)}>${row[i] ?? ""}</td>`).join("")}</tr>`).join("");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** What the colours stand for. */
export function legend(entries: readonly { readonly colour: string; readonly name: string }[]): string {
  return `<div class="legend">${entries.map(({ colour, name }) => `<span><i style="background:${colour}"></i>${escaped(name)}</span>`).join("")}</div>`;
}
