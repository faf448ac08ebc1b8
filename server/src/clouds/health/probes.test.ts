import { expect, test } from 'vitest';
import type { CompiledProbe } from '../compile/compiled.ts';
import { type Prober, probeServices } from './probes.ts';
import { degradation } from './reconciler.ts';

const probes: CompiledProbe[] = [
  { service: 'nova', host: 'c1', probe: { kind: 'unit', unit: 'nova-api.service' } },
  { service: 'nova', host: 'c1', probe: { kind: 'unit', unit: 'nova-scheduler.service' } },
  { service: 'nova', host: 'c2', probe: { kind: 'unit', unit: 'nova-compute.service' } },
  { service: 'nova', host: 'c1', probe: { kind: 'http', name: 'API', port: 8774, path: '/', status: [200] } },
];

function look(prober: Partial<Prober>) {
  return probeServices({
    blueprint: { probes, publicAddress: '198.18.0.11' },
    caCertificate: 'PEM',
    prober: {
      units: async ({ units }) => new Map(units.map((unit) => [unit, 'active'])),
      http: async () => ({ status: 200 }),
      ...prober,
    },
    signal: new AbortController().signal,
  });
}

test('a cloud whose units run and whose APIs answer is healthy; each host is asked once', async () => {
  const asked: string[] = [];
  const results = await look({
    units: async ({ host, units }) => {
      asked.push(`${host} ${units.length}`);
      return new Map(units.map((unit) => [unit, 'active']));
    },
    http: async ({ url }) => ({ status: url === 'https://198.18.0.11:8774/' ? 200 : 500 }),
  });
  expect(asked).toEqual(['c1 2', 'c2 1']);
  expect(results.every((result) => result.state === 'healthy')).toBe(true);
  expect(degradation(results)).toBeNull();
});

test('what is wrong is named with its service, host and reason', async () => {
  const results = await look({
    units: async ({ host }) =>
      host === 'c2'
        ? { error: 'it does not answer in time' }
        : new Map([
            ['nova-api.service', 'failed'],
            ['nova-scheduler.service', 'activating'],
          ]),
    http: async () => ({ error: 'connect ECONNREFUSED' }),
  });
  expect(results.map(({ state, reason }) => [state, reason])).toEqual([
    ['down', 'nova-api.service is failed'],
    ['degraded', 'nova-scheduler.service is activating'],
    ['unknown', 'it does not answer in time'],
    ['down', 'https://198.18.0.11:8774/: connect ECONNREFUSED'],
  ]);
  expect(degradation(results)).toBe('nova on c1: nova-api.service is failed, and 3 more');
});

test('an API that answers with another status is degraded', async () => {
  const results = await look({ http: async () => ({ status: 503 }) });
  expect(results.at(-1)).toMatchObject({
    state: 'degraded',
    reason: 'https://198.18.0.11:8774/ answers 503',
  });
});
