import type { BurnInTest, BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';

/** A test as the form has it: what is not of its kind is there, and unused. */
export type TestValues = {
  kind: BurnInTestKind;
  amount: string;
  unit: string;
  percent: string;
  writes: boolean;
  self: 'short' | 'long';
};

export type ProfileValues = { name: string; description: string; tests: TestValues[] };

export const units = [
  { value: '1', text: 'seconds' },
  { value: '60', text: 'minutes' },
  { value: '3600', text: 'hours' },
  { value: '86400', text: 'days' },
];

/** In the largest unit of which it is a whole number. */
export function toValues(test: BurnInTest): TestValues {
  const unit = units.findLast(({ value }) => test.seconds % Number(value) === 0)?.value ?? '1';
  return {
    kind: test.kind,
    amount: `${test.seconds / Number(unit)}`,
    unit,
    percent: test.kind === 'memory' ? `${test.percent}` : '90',
    writes: test.kind === 'disk' ? test.write : true,
    self: test.kind === 'smart' ? test.test : 'short',
  };
}

export function toTest({ kind, amount, unit, percent, writes, self }: TestValues): BurnInTest {
  const seconds = Math.round(Number(amount) * Number(unit));
  switch (kind) {
    case 'memory':
      return { kind, seconds, percent: Number(percent) };
    case 'disk':
      return { kind, seconds, write: writes };
    case 'smart':
      return { kind, seconds, test: self };
    case 'cpu':
    case 'network':
    case 'gpu':
      return { kind, seconds };
  }
}
