import type { Drawing } from "./drawing.js";

const MARGIN = 24;
const TITLE = { size: 16, line: 28 } as const;
const FACT = { size: 12, line: 18 } as const;
const NARROWEST = 480;
const FONT = "Inter,'Helvetica Neue',Arial,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";

/**
 * One picture that can stand alone: the title, the drawing, and below a hairline everything it rests on.
 *
 * @param statement one fact per entry; long ones are broken
 * @returns SVG text without outside references
 */
export function pictureOf(title: string, drawing: Drawing, statement: readonly string[]): { svg: string; width: number; height: number } {
  const inner = Math.max(NARROWEST, Math.ceil(drawing.width));
  const titles = broken(title, inner, TITLE.size);
  const facts = statement.flatMap((fact) => broken(fact, inner, FACT.size));
  const top = MARGIN + titles.length * TITLE.line;
  const foot = top + Math.ceil(drawing.height) + 16;
  const width = inner + 2 * MARGIN;
  const height = foot + 12 + facts.length * FACT.line + MARGIN;
  const text = (words: string, y: number, style: string) =>
    `<text x="${MARGIN}" y="${y}" font-family="${FONT}" ${style}>${escaped(words)}</text>`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#FFFFFF"/>`,
    ...titles.map((line, at) => text(line, MARGIN + 16 + at * TITLE.line, `font-size="${TITLE.size}" font-weight="600" fill="#17212D"`)),
    `<g transform="translate(${MARGIN} ${top})">${drawing.marks}</g>`,
    `<path d="M${MARGIN} ${foot}.5h${inner}" stroke="#E3E8ED"/>`,
    ...facts.map((line, at) => text(line, foot + 22 + at * FACT.line, `font-size="${FACT.size}" fill="#5F6C7F"`)),
    "</svg>",
  ].join("\n");
  return { svg, width, height };
}

/**
 * Breaks a text into lines that fit. Chinese may break anywhere, other words only between each other.
 *
 * @param width in pixels @param size of the type in pixels
 * @example
 * broken("period 1 to 7 June", 70, 12) // => ["period 1 to", "7 June"]
 */
export function broken(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.match(/[\u2E80-\uFFEF]|[^\s\u2E80-\uFFEF]+\s*|\s+/gu) ?? []) {
    if (line !== "" && lengthOf(line + word.trimEnd(), size) > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += word;
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}

/** About how wide a text is drawn: Chinese is square, Latin a little over half. */
function lengthOf(text: string, size: number): number {
  let units = 0;
  for (const sign of text) units += /[\u2E80-\uFFEF]/u.test(sign) ? 1 : 0.56;
  return units * size;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign);
}

/**
 * The picture as pixels, twice as fine as on the page.
 *
 * @throws {Error} when the browser cannot draw it
 */
export async function pixelsOf({ svg, width, height }: { svg: string; width: number; height: number }): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob === null ? fail(new Error("no picture")) : done(blob)), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
