import { describe, expect, test } from 'vitest';
import { sampleCloud } from '../../dev/samples/cloud.ts';
import { sampleIncident } from '../../dev/samples/incident.ts';
import { sampleHost } from '../../dev/samples/host.ts';
import { sampleUndercloud, silentUndercloud } from '../../dev/samples/undercloud.ts';
import { sampleOperation } from '../../dev/samples/operation.ts';
import { attentionOf, failedOperations } from './attention.ts';

const none = { state: [], contact: [], power: [], class: [], site: [], location: [], rack: [] };
const nothing = {
  clouds: [],
  operations: [],
  hosts: [],
  incidents: { items: [], nextCursor: null },
  undercloud: null,
  machines: { late: 0, facets: { ...none, manufacturer: [], model: [], provider: [] } },
};
const titles = (known: Partial<Parameters<typeof attentionOf>[0]>) =>
  attentionOf({ ...nothing, ...known }).map(({ title }) => title);

describe('what needs a person', () => {
  test('is nothing where all is well', () => {
    expect(titles({ clouds: [sampleCloud()], hosts: [sampleHost({ name: 'try-1' })] })).toEqual([]);
  });

  test('is first what is broken, then what waits', () => {
    const cloud = sampleCloud({ proposedBlueprint: 'bp-2' });
    const gone = sampleHost({ name: 'try-2', state: 'unreachable' });
    expect(titles({ clouds: [cloud], hosts: [gone] })).toEqual([
      'The host try-2 is unreachable',
      'A blueprint of try waits for a person',
    ]);
  });

  test('is a verification that failed', () => {
    const lastVerification = { id: 'vf-1', state: 'failed' as const, at: '2026-11-23T12:00:00.000Z' };
    expect(titles({ clouds: [sampleCloud({ lastVerification })] })).toEqual([
      'The last verification of try failed',
    ]);
  });

  test('names many hosts in one line', () => {
    const hosts = Array.from({ length: 12 }, (_, index) => sampleHost({ name: `n${index}`, drift: 1 }));
    const [item] = attentionOf({ ...nothing, hosts });
    expect(item).toMatchObject({
      title: '12 hosts have drifted from their blueprints',
      detail: 'n0, n1, n2, n3, n4, …',
    });
  });
});

describe('what needs a person of the hardware', () => {
  const hot = sampleIncident({ subject: 'cmp-001', kind: 'overheating' });
  const slow = sampleIncident({ subject: 'cmp-002', kind: 'machine-late' });

  test('is each incident while they are few, the critical first', () => {
    expect(titles({ incidents: { items: [slow, hot], nextCursor: null } })).toEqual([
      'cmp-001: The machine is too hot',
      'cmp-002: The machine is late',
    ]);
  });

  test('is the number of incidents where they are many', () => {
    const [item] = attentionOf({ ...nothing, incidents: { items: [slow, hot, hot, hot], nextCursor: 'x' } });
    expect(item).toMatchObject({
      title: '4 or more incidents are open',
      detail: '3 critical; 4 that nobody has taken; first cmp-001: The machine is too hot',
    });
  });

  test('is an undercloud that does not answer', () => {
    expect(titles({ undercloud: silentUndercloud() })).toEqual(['The undercloud is unreachable']);
    expect(titles({ undercloud: sampleUndercloud() })).toEqual([]);
  });

  test('is how many machines are in quarantine, unreachable or late', () => {
    const facets = {
      ...nothing.machines.facets,
      state: [
        { value: 'ready', count: 8 },
        { value: 'quarantined', count: 1 },
      ],
      contact: [{ value: 'unreachable', count: 1200 }],
    };
    expect(titles({ machines: { late: 2, facets } })).toEqual([
      'One machine is in quarantine',
      '1,200 machines are unreachable',
      '2 machines are late',
    ]);
  });
});

describe('an operation that failed', () => {
  const failed = sampleOperation({ id: 'op-1', title: 'Deploy', state: 'failed' });

  test('needs a person', () => {
    expect(failedOperations([failed])).toEqual([failed]);
  });

  test('no longer does when a later one about the same thing went well, or runs', () => {
    for (const state of ['succeeded', 'running'] as const) {
      expect(failedOperations([sampleOperation({ id: 'op-2', title: 'Deploy', state }), failed])).toEqual([]);
    }
  });
});
