/** Unit numbers as people write them: [10, 11, 12, 20] is '10-12,20'. */
export function formatUnits(units: readonly number[]): string {
  const sorted = [...new Set(units)].sort((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const unit of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === unit - 1) run[1] = unit;
    else runs.push([unit, unit]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** '10-12,20' → [10, 11, 12, 20]; undefined where it is not of that form, or no rack has such units. */
export function parseUnits(text: string): number[] | undefined {
  const units: number[] = [];
  for (const piece of text.split(',')) {
    const run = /^\s*(\d{1,3})\s*(?:-\s*(\d{1,3})\s*)?$/.exec(piece);
    if (run === null) return undefined;
    const [first, last] = [Number(run[1]), Number(run[2] ?? run[1])];
    if (first < 1 || last < first || last > 100) return undefined;
    for (let unit = first; unit <= last; unit += 1) units.push(unit);
  }
  return [...new Set(units)].sort((a, b) => a - b);
}

/** The unit numbers from `unit` upwards. */
export function unitsFrom(unit: number, height: number): number[] {
  return Array.from({ length: height }, (_, index) => unit + index);
}
