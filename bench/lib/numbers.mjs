/** The middle value; of an even number of samples the mean of the two in the middle. */
export function median(samples) {
  return quantile(samples, 0.5);
}

/** Linear interpolation between the two samples around the place. */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  return below + (sorted[Math.ceil(place)] - below) * (place - Math.floor(place));
}
