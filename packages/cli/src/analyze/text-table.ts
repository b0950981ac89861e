/** How many places a text takes in a terminal: Chinese characters and full-width signs take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char) ? 2 : 1;
  return width;
}

/** Text cut or filled to a width, `…` where something is cut. */
export function fitted(text: string, width: number, isRight = false): string {
  let shown = text;
  if (widthOf(shown) > width) {
    while (widthOf(shown) > width - 1) shown = [...shown].slice(0, -1).join("");
    shown += "…";
  }
  const space = " ".repeat(Math.max(0, width - widthOf(shown)));
  return isRight ? space + shown : shown + space;
}

export interface TextColumn {
  readonly title: string;
  readonly isRight?: boolean;
  /** wider cells are cut */
  readonly most?: number;
}

/** Lines of a table: two blanks before each row, two between columns, a rule under the titles. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const used = columns.map((_, i) => i).filter((i) => rows.some((row) => (row[i] ?? "") !== ""));
  const widths = columns.map(({ title, most = 40 }, i) =>
    Math.min(most, Math.max(widthOf(title), ...rows.map((row) => widthOf(row[i] ?? "")))),
  );
  const line = (cells: readonly string[]) =>
    `  ${used.map((i) => fitted(cells[i] ?? "", widths[i]!, columns[i]!.isRight)).join("  ")}`.trimEnd();
  const rule = `  ${used.map((i) => "─".repeat(widths[i]!)).join("──")}`;
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)];
}

/** A bar from 0: `██████····`, `value` of `most`. */
export function bar(value: number, most: number, width = 20): string {
  const filled = most > 0 ? Math.round((Math.max(0, Math.min(value, most)) / most) * width) : 0;
  return "█".repeat(filled) + "·".repeat(width - filled);
}

/** A point with its interval on an axis from `low` to `high`: `···├─●──┤····`. A hollow point marks a low base. */
export function whisker(
  point: { readonly value: number; readonly interval: { readonly low: number; readonly high: number } | null; readonly n: number },
  axis: { readonly low: number; readonly high: number },
  width = 24,
): string {
  const place = (value: number) =>
    Math.max(0, Math.min(width - 1, Math.round(((value - axis.low) / (axis.high - axis.low)) * (width - 1))));
  const signs = Array.from({ length: width }, () => "·");
  if (point.interval !== null) {
    const [from, to] = [place(point.interval.low), place(point.interval.high)];
    for (let at = from; at <= to; at++) signs[at] = at === from ? "├" : at === to ? "┤" : "─";
  }
  signs[place(point.value)] = point.n < 10 ? "○" : "●";
  return signs.join("");
}

/** A sentence broken to a width; later lines are indented. Chinese breaks anywhere but before a closing sign. */
export function wrapped(text: string, width: number, indent = ""): string[] {
  const words = text.match(/[\u2e80-\u9fff]?[，。；：、）」』？]+|[\u2e80-\u9fff]|[^\s\u2e80-\u9fff，。；：、）」』？]+\s*|\s+/gu) ?? [
    text,
  ];
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const isClosing = /^[，。；：、）」』？]/.test(word);
    if (line !== "" && !isClosing && widthOf(line + word.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += word;
  }
  return [...lines, line.trimEnd()];
}
