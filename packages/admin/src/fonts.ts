import latin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";

/**
 * Inter for Latin letters and figures: one file under two names, which `tokens.css` chooses between by language. On Chinese pages its
 * range is narrow, or it would draw Chinese quotation marks and ellipses.
 */
export function addFonts(): void {
  const faces = { "Inter Figures": "U+0020-007E, U+00A0-00FF, U+2013, U+2212", "Inter Latin": "U+0-10FFFF" };
  for (const [family, unicodeRange] of Object.entries(faces)) {
    const source = `url(${latin}) format("woff2-variations")`;
    document.fonts.add(new FontFace(family, source, { weight: "100 900", display: "swap", unicodeRange }));
  }
}
