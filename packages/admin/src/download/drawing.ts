import { escaped } from "./picture.js";

/** What a part of the page shows, as SVG marks, in pixels from its upper left corner. */
export type Drawing = { readonly marks: string; readonly width: number; readonly height: number };

type Pen = { readonly left: number; readonly top: number; readonly marks: string[]; right: number; bottom: number };

/**
 * Draws a part of the page as SVG, whatever it is made of: ECharts' own SVG, bars and dots in HTML, a table. Texts stay texts.
 * What is hidden from sight stays away; pictures from outside are not looked for.
 */
export function drawingOf(root: HTMLElement): Drawing {
  const { left, top, width, height } = root.getBoundingClientRect();
  const pen: Pen = { left, top, marks: [], right: width, bottom: height };
  for (const child of root.childNodes) draw(child, pen);
  return { marks: pen.marks.join("\n"), width: pen.right, height: pen.bottom };
}

function draw(node: Node, pen: Pen): void {
  if (node instanceof Text) drawText(node, pen);
  if (!(node instanceof Element)) return;
  const style = getComputedStyle(node);
  if (style.display === "none" || style.visibility === "hidden" || style.opacity === "0" || node.classList.contains("visually-hidden"))
    return;
  if (node instanceof SVGSVGElement) {
    drawSvg(node, pen);
    return;
  }
  if (node instanceof HTMLElement) drawBox(node, style, pen);
  for (const child of node.childNodes) draw(child, pen);
}

function reach(pen: Pen, box: DOMRect): void {
  pen.right = Math.max(pen.right, box.right - pen.left);
  pen.bottom = Math.max(pen.bottom, box.bottom - pen.top);
}

const round = (value: number) => String(Math.round(value * 100) / 100);
const isSeen = (colour: string) => colour !== "transparent" && !/^rgba\(.*, 0\)$/.test(colour);

function drawBox(element: HTMLElement, style: CSSStyleDeclaration, pen: Pen): void {
  const box = element.getBoundingClientRect();
  if (box.width < 0.5 && box.height < 0.5) return;
  const [x, y] = [box.left - pen.left, box.top - pen.top];
  const sides = (["Top", "Right", "Bottom", "Left"] as const).map((side) => ({
    width: style[`border${side}Style`] === "none" ? 0 : Number.parseFloat(style[`border${side}Width`]),
    colour: style[`border${side}Color`],
    isDashed: style[`border${side}Style`] === "dashed",
  }));
  const line = sides[0];
  if (line === undefined) return;
  const isFilled = isSeen(style.backgroundColor);
  const isFramed = sides.every(({ width, colour }) => width > 0 && colour === line.colour && isSeen(colour));
  const fade = style.opacity === "1" ? "" : ` opacity="${style.opacity}"`;
  if (isFilled || isFramed) {
    reach(pen, box);
    const inset = isFramed ? line.width / 2 : 0;
    const radius = Math.min(
      style.borderTopLeftRadius.endsWith("%") ? box.width / 2 : Number.parseFloat(style.borderTopLeftRadius),
      box.height / 2,
    );
    const stroke = isFramed ? ` stroke="${line.colour}" stroke-width="${line.width}"${line.isDashed ? ' stroke-dasharray="3 3"' : ""}` : "";
    pen.marks.push(
      `<rect x="${round(x + inset)}" y="${round(y + inset)}" width="${round(Math.max(0, box.width - 2 * inset))}" height="${round(Math.max(0, box.height - 2 * inset))}" rx="${round(radius)}" fill="${isFilled ? style.backgroundColor : "none"}"${stroke}${fade}/>`,
    );
  }
  if (isFramed) return;
  const ends = [
    [x, y, x + box.width, y],
    [x + box.width, y, x + box.width, y + box.height],
    [x, y + box.height, x + box.width, y + box.height],
    [x, y, x, y + box.height],
  ];
  for (const [at, { width, colour, isDashed }] of sides.entries()) {
    if (width === 0 || !isSeen(colour)) continue;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ends[at] ?? [];
    pen.marks.push(
      `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${colour}" stroke-width="${width}"${isDashed ? ' stroke-dasharray="3 3"' : ""}${fade}/>`,
    );
  }
}

/** A text line by line, as the browser has broken it. */
function drawText(node: Text, pen: Pen): void {
  const parent = node.parentElement;
  if (parent === null || node.data.trim() === "") return;
  const style = getComputedStyle(parent);
  const range = document.createRange();
  let line: { text: string; box: DOMRect } | null = null;
  const finish = () => {
    if (line === null || line.text.trim() === "") return;
    const size = Number.parseFloat(style.fontSize);
    // the box of a line of text holds the letters in its middle; their foot is about a third of their size below it
    const y = line.box.top - pen.top + line.box.height / 2 + 0.35 * size;
    reach(pen, line.box);
    // a viewer without our font sets other widths: text that stands right stays right
    const anchor = { right: "end", end: "end", center: "middle" }[style.textAlign] ?? "start";
    const { left, right } = line.box;
    const x = (anchor === "end" ? right : anchor === "middle" ? (left + right) / 2 : left) - pen.left;
    pen.marks.push(
      `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${style.color}" font-family="${escaped(style.fontFamily)}" font-size="${size}" font-weight="${style.fontWeight}">${escaped(line.text.trim())}</text>`,
    );
  };
  let at = 0;
  for (const sign of node.data) {
    range.setStart(node, at);
    at += sign.length;
    range.setEnd(node, at);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    if (line !== null && Math.abs(line.box.top - box.top) < box.height / 2) {
      line.text += sign;
      line.box = DOMRect.fromRect({ x: line.box.x, y: line.box.y, width: box.right - line.box.left, height: line.box.height });
    } else {
      finish();
      line = { text: sign.trimStart(), box };
    }
  }
  finish();
}

const KEPT = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "paint-order",
  "text-anchor",
  "dominant-baseline",
  "visibility",
  "display",
];

/** A drawing inside the drawing: its colours come from style sheets that will not travel along, so they are written onto the marks. */
function drawSvg(svg: SVGSVGElement, pen: Pen): void {
  const box = svg.getBoundingClientRect();
  reach(pen, box);
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll("*");
  for (const [at, mark] of copy.querySelectorAll("*").entries()) {
    const original = originals[at];
    if (original === undefined || mark.closest("defs") !== null) continue;
    const style = getComputedStyle(original);
    mark.removeAttribute("class");
    mark.setAttribute("style", KEPT.map((name) => `${name}:${style.getPropertyValue(name).replaceAll('"', "'")}`).join(";"));
  }
  copy.removeAttribute("style");
  copy.removeAttribute("class");
  copy.setAttribute("x", round(box.left - pen.left));
  copy.setAttribute("y", round(box.top - pen.top));
  copy.setAttribute("width", round(box.width));
  copy.setAttribute("height", round(box.height));
  copy.setAttribute("overflow", "visible");
  pen.marks.push(new XMLSerializer().serializeToString(copy));
}
