/*
 * How the Chinese model is fitted: weights start from, and are pulled towards, what counting alone says (Wang and Manning 2012: naive Bayes
 * log-count ratios as the prior of a linear model), and a second pass leaves out comments whose label the first one finds against all
 * evidence: stars given by mistake are common in collected reviews. Every check does both on its own part, so nothing leaks.
 */
const COUNTED = 0.4;
const AGAINST = 1;

/** Log-ratio of how often good and bad comments hold a piece, times a share. */
function countedPriors(examples, { least, share }) {
  // One number per piece holds both counts: objects would be three times slower.
  const unit = 2 ** 22;
  const seen = new Map();
  let goods = 0;
  for (const { features, isGood } of examples) {
    if (isGood) goods++;
    const own = isGood ? unit : 1;
    for (const hash of features.pieces) seen.set(hash, (seen.get(hash) ?? 0) + own);
  }
  const bads = examples.length - goods;
  const priors = new Map();
  for (const [hash, packed] of seen) {
    const [good, bad] = [Math.floor(packed / unit), packed % unit];
    if (good + bad >= least) priors.set(hash, share * Math.log((good + 1) / (goods + 2) / ((bad + 1) / (bads + 2))));
  }
  return priors;
}

/**
 * @param core `trainLinear` and `scoreFeatures` of packages/core
 * @param options those of `trainLinear`; `isCounted` false keeps the weights known beforehand and every comment
 */
export function fitModel({ trainLinear, scoreFeatures }, examples, { isCounted, ...options }) {
  if (!isCounted) return trainLinear(examples, options);
  const priors = countedPriors(examples, { least: options.minComments, share: COUNTED });
  const first = trainLinear(examples, { ...options, priors, epochs: 2, pull: 3e-3 });
  const kept = examples.filter(({ features, isGood }) => (isGood ? 1 : -1) * scoreFeatures(first, features) > -AGAINST);
  return trainLinear(kept, { ...options, priors });
}
