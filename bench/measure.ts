/** Milliseconds: the median, and what 99 of 100 stay below. */
export type Measured = { p50: number; p99: number };

/** Times each of many rounds, after some whose time does not count: a program just started is not compiled yet. */
export async function measure(
  work: (round: number) => Promise<unknown>,
  { rounds = 300, before = 50 }: { rounds?: number; before?: number } = {},
): Promise<Measured> {
  for (let round = 0; round < before; round++) await work(round);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await work(round);
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor(times.length * part)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

/** '7.0/18.3' */
export function written({ p50, p99 }: Measured): string {
  return `${p50.toFixed(1)}/${p99.toFixed(1)}`;
}
