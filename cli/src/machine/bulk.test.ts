import { describe, expect, it } from 'vitest';
import { actionOf, type BulkOptions } from './bulk.ts';

const options = (change: Partial<BulkOptions> = {}): BulkOptions => ({
  atOnce: '16',
  stopAfter: '3',
  set: [],
  ...change,
});

describe('a bulk action on the command line', () => {
  it('rescues with a reason, over instances only where that is insisted on', () => {
    const reason = 'lost boot loaders';
    expect(actionOf('rescue', options({ reason }))).toEqual({ action: 'rescue', reason, force: false });
    expect(actionOf('rescue', options({ reason, force: true }))).toMatchObject({ force: true });
    expect(() => actionOf('rescue', options())).toThrow(/--reason/);
    expect(actionOf('unrescue', options())).toEqual({ action: 'unrescue' });
  });

  it('takes labels away by leaving out their value', () => {
    expect(actionOf('label', options({ set: ['team=blue', 'shelf='] }))).toEqual({
      action: 'label',
      labels: { team: 'blue', shelf: null },
    });
    expect(() => actionOf('label', options({ set: ['nonsense'] }))).toThrow(/no label/);
  });
});
