import { median } from "./numbers.mjs";

/** Measures side by side, then the ratios between them. A measure is `{ name, unit, samples }`. */
export function print({ measures, ratios = [] }) {
  for (const { name, unit, samples } of measures) {
    const spread =
      samples.length > 1 ? `  (${shown(Math.min(...samples))} … ${shown(Math.max(...samples))}, ${samples.length} samples)` : "";
    console.log(`   ${name.padEnd(52)} ${shown(median(samples)).padStart(10)} ${unit}${spread}`);
  }
  for (const { name, value } of ratios) console.log(`   ${name.padEnd(52)} ${shown(value).padStart(10)} ×`);
}

function shown(value) {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}

/** One value over another, by their medians. */
export function ratio(name, measures, above, below) {
  const of = (wanted) => median(measures.find((measure) => measure.name === wanted).samples);
  return { name, value: of(above) / of(below) };
}
