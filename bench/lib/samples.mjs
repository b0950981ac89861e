/** Collects what a suite measured: one measure per name, its samples in the order they came. */
export function collectSamples() {
  const measures = [];
  const keep = (name, unit, value) => {
    const known = measures.find((measure) => measure.name === name);
    if (known === undefined) measures.push({ name, unit, samples: [value] });
    else known.samples.push(value);
  };
  return { measures, keep };
}
