import { expect, test } from 'vitest';
import { sampleServices } from '../../dev/samples/cloud.ts';
import { countByState, servicesOf } from './health.ts';

const parts = sampleServices('try-1').map((part) =>
  part.unit === 'nova-scheduler.service' ? { ...part, state: 'down' as const } : part,
);

test('a service is as well as the worst of its parts, and unwell ones come first', () => {
  const [first, second] = servicesOf(parts);
  expect(first).toMatchObject({ service: 'nova', state: 'down' });
  expect(second).toMatchObject({ service: 'glance', state: 'healthy' });
});

test('states that no service is in are not counted', () => {
  expect(countByState(servicesOf(parts))).toEqual([
    { state: 'down', count: 1 },
    { state: 'healthy', count: 11 },
  ]);
});
