import { distance } from 'fastest-levenshtein';

/** The candidates that a mistyped name most likely means, best first: at most three, none far from it. */
export function nearest(name: string, candidates: Iterable<string>): string[] {
  const limit = Math.max(2, Math.floor(name.length * 0.4));
  return Array.from(new Set(candidates), (candidate) => ({
    candidate,
    away: distance(name.toLowerCase(), candidate.toLowerCase()),
  }))
    .filter(({ away }) => away <= limit)
    .sort((a, b) => a.away - b.away || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** ` (did you mean 'nova' or 'neutron'?)`, or nothing where no name is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const names = nearest(name, candidates).map((one) => `'${one}'`);
  return names.length === 0 ? '' : ` (did you mean ${names.join(' or ')}?)`;
}
