import { TuskarError } from '@tuskar/contract/error.ts';
import { describe, expect, it } from 'vitest';
import { judgeGlance, type Judged } from './judge.ts';

const well = { state: 'in-use', power: 'on', contact: 'reachable', contact_reason: null, misses: 0 } as const;
const on = { power: 'on', health: 'ok' } as const;
const silence = new TuskarError('bmc-unreachable', 'no answer within 10 s');

/** One look after another, each beside what the last one said. */
function looks(...seen: Parameters<typeof judgeGlance>[1][]): Judged[] {
  let before: Parameters<typeof judgeGlance>[0] = well;
  return seen.map((one) => {
    const judged = judgeGlance(before, one);
    before = { ...before, ...judged.contact, power: judged.power, misses: judged.misses };
    return judged;
  });
}

describe('a BMC that does not answer', () => {
  it('is no news twice, and makes its machine unreachable the third time, with the reason', () => {
    const [first, second, third, fourth] = looks(silence, silence, silence, silence);
    expect([first?.found, second?.found]).toEqual([undefined, undefined]);
    expect(second?.contact.contact).toBe('reachable');
    for (const judged of [third, fourth])
      expect(judged).toMatchObject({
        contact: { contact: 'unreachable', contact_reason: 'no answer within 10 s' },
        power: 'unknown',
        found: { kind: 'bmc-unreachable' },
      });
  });

  it('is back with its first answer, and lost again only after three', () => {
    const all = looks(silence, silence, silence, on, silence, on);
    expect(all[3]).toMatchObject({ contact: { contact: 'reachable', contact_reason: null }, misses: 0 });
    expect(all[3]?.found).toBeUndefined();
    expect(all[4]?.contact.contact).toBe('reachable');
  });

  it('that is busy does not answer either', () => {
    const busy = new TuskarError('bmc-busy', '503');
    expect(looks(busy, busy, busy)[2]?.contact.contact).toBe('unreachable');
  });
});

it.each([
  ['bmc-password-wrong', 'bmc-refused'],
  ['bmc-forbidden', 'bmc-refused'],
  ['bmc-untrusted', 'bmc-unreadable'],
  ['bmc-answer', 'bmc-unreadable'],
] as const)('a BMC that ends in %s is there, and is an incident', (code, kind) => {
  const [judged] = looks(new TuskarError(code, 'no'));
  expect(judged).toMatchObject({ contact: { contact: 'reachable' }, found: { kind, reason: 'no' } });
});

it('a machine without power is an incident where it is in use, and nowhere else', () => {
  const off = { power: 'off', health: 'ok' } as const;
  expect(judgeGlance(well, off).found?.kind).toBe('power-lost');
  expect(judgeGlance({ ...well, state: 'ready' }, off).found).toBeUndefined();
});
