import { type Html, raw } from "../page/html.js";

// one stroke, no colour: an icon must not say which answer is wanted
const MOUTHS = ["M8 16.5q4-4 8 0", "M8.5 16q3.5-2 7 0", "M8.5 15.5h7", "M8.5 15q3.5 2 7 0", "M8 14.5q4 4 8 0"];
const STAR = "M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z";

/**
 * The picture in a cell beside its number: five faces from down to up, or a star; nothing for plain numbers.
 *
 * @param place from 0
 */
export function iconOf(display: "number" | "star" | "smiley", place: number): Html | null {
  if (display === "number") return null;
  const inner =
    display === "star"
      ? `<path d="${STAR}"/>`
      : `<circle cx="12" cy="12" r="9"/><path d="M9 9.5v.5M15 9.5v.5"/><path d="${MOUTHS[place] ?? MOUTHS[2]}"/>`;
  return raw(
    `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${inner}</svg>`,
  );
}
