import { describe, expect, it } from 'vitest';
import { sampleInventory } from '../testing/inventory.ts';
import { formPairs } from './pairs.ts';
import { retestScope } from './retest-scope.ts';

const one = (machine: string, of: string | null, rack: string | null) => ({
  machine,
  class: of,
  rack,
  burnIn: `burn-in-${machine}`,
});

describe('pairs for the network test', () => {
  it('are of one class and rack first, then of one class', () => {
    const partners = formPairs([
      one('a', 'x', 'r1'),
      one('b', 'x', 'r2'),
      one('c', 'x', 'r1'),
      one('d', 'x', 'r3'),
      one('e', 'y', 'r1'),
    ]);
    expect(partners.get('a')).toEqual({ machine: 'c', burnIn: 'burn-in-c', role: 'server' });
    expect(partners.get('c')).toEqual({ machine: 'a', burnIn: 'burn-in-a', role: 'client' });
    expect(partners.get('b')?.machine).toBe('d');
    expect(partners.has('e')).toBe(false);
  });

  it('have one server and one client each', () => {
    const many = Array.from({ length: 9 }, (_, index) => one(`m${index}`, 'x', 'r1'));
    const partners = formPairs(many);
    expect(partners.size).toBe(8);
    for (const [machine, { machine: other, role }] of partners) {
      expect(partners.get(other)?.machine).toBe(machine);
      expect(partners.get(other)?.role).not.toBe(role);
    }
  });
});

describe('what is tested again', () => {
  const tests = [
    { kind: 'cpu' as const, seconds: 1 },
    { kind: 'memory' as const, seconds: 1, percent: 50 },
    { kind: 'smart' as const, seconds: 1, test: 'short' as const },
    { kind: 'disk' as const, seconds: 1, write: false },
  ];
  const inventory = sampleInventory();
  const found = { kind: 'dead' as const, test: 'disk' as const };

  it('is what is in the place of the part that failed', () => {
    const part = { kind: 'disk' as const, serial: 'OLD', place: 'bay 3' };
    expect(retestScope({ findings: [{ ...found, part }], changes: [], inventory, tests })).toEqual({
      kinds: ['smart', 'disk'],
      parts: [{ kind: 'disk', serial: 'SN-1-D3', place: 'bay 3' }],
    });
  });

  it('is also what was exchanged without having failed', () => {
    const change = { before: 'OLD', after: 'SN-1-A1', title: '', serial: 'SN-1-A1', place: 'A1' };
    const changes = [{ ...change, kind: 'swapped' as const, part: 'dimm' as const }];
    expect(retestScope({ findings: [], changes, inventory, tests })).toMatchObject({ kinds: ['memory'] });
  });

  it('is everything where nothing says what was repaired', () => {
    expect(retestScope({ findings: [], changes: [], inventory, tests })).toBeUndefined();
  });

  it('is a whole test where no part was to blame', () => {
    const findings = [{ ...found, test: 'memory' as const, part: null }];
    expect(retestScope({ findings, changes: [], inventory, tests })).toEqual({
      kinds: ['memory'],
      parts: [],
    });
  });
});
