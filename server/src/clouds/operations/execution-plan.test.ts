import { describe, expect, test } from 'vitest';
import { compileExample, withSections } from '../testing/compile.ts';
import { exampleIntent } from '../testing/intent.ts';
import { executionWaves } from './execution-plan.ts';

const one = compileExample();
const two = compileExample({
  text: exampleIntent.replace('networks:', '  - name: try-2\n    roles: [compute]\nnetworks:'),
});

function names(...between: Parameters<typeof executionWaves>): string[][] {
  return executionWaves(...between).map((wave) => wave.steps.map((step) => step.name));
}

describe('the waves of an execution', () => {
  test('go from phase to phase over all hosts, with the registration beside the services', () => {
    const waves = names(undefined, two);
    expect(waves[0]).toEqual(['begin']);
    expect(waves.at(-1)).toEqual(['finish']);
    expect(waves.find((wave) => wave.includes('register-identity'))).toContain('converge-services:try-1');
    expect(waves.find((wave) => wave.includes('converge-compute:try-1'))).toContain('converge-compute:try-2');
  });

  test('are one check of each host where nothing changes', () => {
    expect(names(two, two)).toEqual([['begin'], ['confirm:try-1', 'confirm:try-2'], ['finish']]);
  });

  test('converge only the hosts that change', () => {
    const config = { 'nova.conf': { DEFAULT: { cpu_allocation_ratio: 4 } } };
    const changed = compileExample({ text: withSections({ config }) });
    const waves = names(one, changed);
    expect(waves.flat()).toContain('converge-services:try-1');
    expect(waves.flat()).not.toContain('confirm:try-1');
  });

  test('take off a host what it loses, and all of it where the host leaves', () => {
    expect(names(two, one).flat()).toContain('retire:try-2');
    const without = compileExample({ text: withSections({ services: { horizon: { enabled: false } } }) });
    expect(names(one, without)[1]).toEqual(['retire:try-1']);
  });
});
