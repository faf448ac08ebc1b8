/**
 * How far a value lies from its siblings, told by median and MAD, which a few bad values among the siblings do not move.
 *
 * The modified z-score is that of B. Iglewicz and D. C. Hoaglin, "How to Detect and Handle Outliers", ASQC Basic
 * References in Quality Control, volume 16, 1993: M = 0.6745 × (x − median) / MAD, where MAD is the median of the
 * distances from the median, and 0.6745 the third quartile of the standard normal distribution, by which MAD estimates
 * the standard deviation of normal data. They advise to look at what has |M| > 3.5.
 *
 * Where more than half of the siblings are equal, MAD is 0 and M has no value. Then the mean distance from the median
 * takes its place: M = (x − median) / (1.253314 × mean distance), 1.253314 being √(π/2), by which the mean distance
 * estimates the standard deviation. Where that is 0 too, all siblings are equal, and every other value is infinitely far.
 */
export function modifiedZScore(value: number, siblings: readonly number[]): number {
  const middle = median(siblings);
  const distances = siblings.map((sibling) => Math.abs(sibling - middle));
  const mad = median(distances);
  const distance = value - middle;
  if (distance === 0) return 0;
  if (mad > 0) return (thirdQuartile * distance) / mad;
  const meanDistance = distances.reduce((sum, one) => sum + one, 0) / distances.length;
  return meanDistance > 0 ? distance / (rootOfHalfPi * meanDistance) : Math.sign(distance) * Infinity;
}

/**
 * Fewer values tell nothing: with five, the MAD of good values is often so small that good ones look bad. See the tests,
 * which count false alarms.
 */
export const fewestSiblings = 6;

const thirdQuartile = 0.6745;
const rootOfHalfPi = Math.sqrt(Math.PI / 2);

/** NaN where there are no values. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
