import type { VerificationCheck } from '@tuskar/contract/cloud.ts';
import { expect, it } from 'vitest';
import { Checks } from './checks.ts';

const titles = { first: 'First', second: 'Second', third: 'Third' };

function recorded() {
  const told: Pick<VerificationCheck, 'name' | 'state' | 'output'>[] = [];
  const checks = new Checks({
    titles,
    report: async ({ name, state, output }) => {
      told.push({ name, state, output });
    },
  });
  const last = () => Object.fromEntries(told.map(({ name, state }) => [name, state]));
  return { checks, told, last };
}

it('announces all checks before the first begins', async () => {
  const { checks, told } = recorded();
  await checks.announce();
  expect(told.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'first pending',
    'second pending',
    'third pending',
  ]);
});

it('hands what a check found to those that need it', async () => {
  const { checks, last } = recorded();
  const first = checks.run('first', [], async () => ({ value: 20, output: '' }));
  const second = checks.run('second', [first], async () => ({ value: (await first) + 1, output: '' }));
  expect(await second).toBe(21);
  expect(last()).toEqual({ first: 'passed', second: 'passed' });
});

it('skips what needs a check that failed, and goes on with the rest', async () => {
  const { checks, last, told } = recorded();
  const first = checks.run('first', [], () => Promise.reject(new Error('there is no answer')));
  void checks.run('second', [first], async () => ({ value: null, output: '' }));
  void checks.run('third', [], async () => ({ value: null, output: '' }));
  await checks.settled();
  expect(last()).toEqual({ first: 'failed', second: 'skipped', third: 'passed' });
  expect(told.find(({ state }) => state === 'failed')?.output).toBe('there is no answer');
});
