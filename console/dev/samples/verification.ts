import type { Verification } from '@tuskar/contract/cloud.ts';
import { after, ago } from './time.ts';

const acceptance: [title: string, seconds: number][] = [
  ['Get a token', 0.4],
  ['Upload an image', 1.2],
  ['Make a flavor', 0.2],
  ['Make a network and a subnet', 0.9],
  ['Make a router to the external network', 1.6],
  ['Make a security group', 0.3],
  ['Boot a server', 14.8],
  ['Give it a floating IP', 1.1],
  ['Answer over the floating IP from outside', 3.9],
  ['Serve metadata', 0.5],
  ['Read its console log', 0.3],
  ['Delete all of it again', 4.2],
];

export function passedAcceptance(): Verification {
  const startedAt = ago({ hours: 3 });
  return {
    id: 'vf-0001',
    cloud: 'try',
    suite: 'acceptance',
    state: 'passed',
    operation: 'op-0003',
    startedAt,
    endedAt: after(startedAt, 29),
    passed: acceptance.length,
    failed: 0,
    skipped: 0,
    checks: acceptance.map(([title, seconds], index) => ({
      name: `check-${index}`,
      title,
      state: 'passed',
      seconds,
      output: null,
    })),
  };
}

export function failedTempest(): Verification {
  const startedAt = ago({ hours: 2 });
  const checks = Array.from({ length: 60 }, (_, index): Verification['checks'][number] => ({
    name: `tempest.api.compute.servers.test_${index}`,
    title: `tempest.api.compute.servers.test_${index}`,
    state: index === 7 ? 'failed' : index % 11 === 3 ? 'skipped' : 'passed',
    seconds: index % 11 === 3 ? null : 0.3 + (index % 9),
    output:
      index === 7
        ? 'Traceback (most recent call last):\n  File "test_servers.py", line 118\n    self.assertEqual("ACTIVE", server["status"])\nAssertionError: \'ACTIVE\' != \'ERROR\''
        : null,
  }));
  const count = (state: string) => checks.filter((check) => check.state === state).length;
  return {
    id: 'vf-0002',
    cloud: 'try',
    suite: 'tempest',
    state: 'failed',
    operation: 'op-0004',
    startedAt,
    endedAt: after(startedAt, 412),
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    checks,
  };
}
