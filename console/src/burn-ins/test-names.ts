import type { BurnInTest, BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import { formatSpan } from '../components/duration.ts';

export const testNames: Record<BurnInTestKind, string> = {
  cpu: 'CPU',
  memory: 'Memory',
  disk: 'Disks',
  network: 'Network',
  smart: 'SMART self-test',
  gpu: 'GPUs',
};

/** 'Disks, read and written, 4 h': what a test does, and for how long. */
export function describeTest(test: BurnInTest): string {
  const span = formatSpan(test.seconds);
  switch (test.kind) {
    case 'memory':
      return `${testNames.memory}, ${test.percent} % of it, ${span}`;
    case 'disk':
      return `${testNames.disk}, ${test.write ? 'read and written' : 'only read'}, ${span}`;
    case 'smart':
      return `SMART, ${test.test} self-test, at most ${span}`;
    case 'gpu':
      return `${testNames.gpu}, at most ${span}`;
    case 'cpu':
    case 'network':
      return `${testNames[test.kind]}, ${span}`;
  }
}

/** Whether what is on the disks is gone afterwards. */
export function destroysData(tests: readonly BurnInTest[]): boolean {
  return tests.some((test) => test.kind === 'disk' && test.write);
}
