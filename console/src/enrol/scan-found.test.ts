import type { ScanCandidate } from '@tuskar/contract/machine-scan.ts';
import { expect, test } from 'vitest';
import { foundInShort, suggestedName } from './scan-found.ts';

const bmc = { machine: null, systemId: null, vendor: null, model: null, serial: null, macs: [], user: null };
const candidate = (state: ScanCandidate['state']): ScanCandidate => ({
  ...bmc,
  address: 'https://198.18.48.1',
  state,
  credential: null,
});

test('what a scan found is told by kind', () => {
  expect(foundInShort({ candidates: null })).toBe('nothing yet');
  expect(foundInShort({ candidates: [] })).toBe('no BMC');
  expect(foundInShort({ candidates: [candidate('new'), candidate('closed'), candidate('new')] })).toBe(
    '2 new, 1 let nobody in',
  );
});

test('a machine is called by its serial number, as names may be', () => {
  expect(suggestedName({ serial: 'S/N 7KQ.1-', address: 'https://198.18.48.1' })).toBe('s-n-7kq-1');
  expect(suggestedName({ serial: null, address: 'https://198.18.48.1:8443' })).toBe('bmc-198-18-48-1-8443');
});
