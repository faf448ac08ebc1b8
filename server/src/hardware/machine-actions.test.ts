import type { MachineState } from '@tuskar/contract/machine.ts';
import { acceptActionOf, eraseActionOf, type MachineAction } from '@tuskar/contract/machine-states.ts';
import { describe, expect, it } from 'vitest';
import { type MachineRequest, requireAction } from './machine-actions.ts';

describe('a request that the state of the machine does not allow', () => {
  const cases: [MachineState, MachineAction, MachineRequest, string][] = [
    ['ready', acceptActionOf('ready'), 'accept', 'is ready: it is accepted already.'],
    ['burning-in', acceptActionOf('burning-in'), 'accept', 'is burning-in: it cannot be accepted.'],
    ['inspecting', 'inspect', 'inspect', 'is inspecting: it is being inspected already.'],
    ['in-use', 'inspect', 'retest', 'is in-use: it cannot be tested again.'],
    ['in-use', 'burn-in', 'burn-in', 'is in-use: it cannot be burnt in.'],
    ['quarantined', 'quarantine', 'quarantine', 'is quarantined: it is quarantined already.'],
    ['ready', 'release', 'release', 'is ready: it cannot be released from quarantine.'],
    ['deploying', 'deploy', 'deploy', 'is deploying: it is being deployed already.'],
    ['rescued', 'rescue', 'rescue', 'is rescued: it is rescued already.'],
    ['in-use', 'unrescue', 'unrescue', 'is in-use: it cannot be brought back from the rescue system.'],
    ['deploying', eraseActionOf('deploying'), 'erase', 'is deploying: it cannot be erased.'],
    ['deploying', eraseActionOf('deploying'), 'retire', 'is deploying: it cannot be retired.'],
    ['retired', eraseActionOf('retired'), 'retire', 'is retired: it is retired already.'],
    ['in-use', 'retire-unerased', 'retire-unerased', 'is in-use: it cannot be retired.'],
  ];

  it.each(cases)('(%s, %s) is refused in the word of what was asked: %s', (state, action, request, says) => {
    const call = () => requireAction({ name: 'm1', state, maintenance: null }, action, request);
    expect(call).toThrow(
      expect.objectContaining({ code: 'machine-state', message: `The machine m1 ${says}` }),
    );
  });
});
