import type { MachineScan, ScanCandidate } from '@tuskar/contract/machine-scan.ts';

const counted: Record<ScanCandidate['state'], string> = {
  new: 'new',
  known: 'known already',
  closed: 'let nobody in',
};

/** '3 new, 1 let nobody in'. */
export function foundInShort({ candidates }: Pick<MachineScan, 'candidates'>): string {
  if (candidates === null) return 'nothing yet';
  if (candidates.length === 0) return 'no BMC';
  return (Object.keys(counted) as ScanCandidate['state'][])
    .map((state) => ({ state, count: candidates.filter((one) => one.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${counted[state]}`)
    .join(', ');
}

/** A BMC may be several systems. */
export function candidateKey({ address, systemId }: Pick<ScanCandidate, 'address' | 'systemId'>): string {
  return `${address} ${systemId ?? ''}`;
}

/** What to call it until somebody says better: its serial number, or else the address of its BMC. */
export function suggestedName({ serial, address }: Pick<ScanCandidate, 'serial' | 'address'>): string {
  const text = serial ?? `bmc-${address.replace(/^https?:\/\//, '')}`;
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}
