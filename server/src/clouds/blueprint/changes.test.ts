import { describe, expect, test } from 'vitest';
import { compileExample, withSections } from '../testing/compile.ts';
import { exampleIntent } from '../testing/intent.ts';
import { describeChanges, summarize } from './changes.ts';

const base = compileExample();

function withNovaOption(value: number) {
  return compileExample({
    text: withSections({ config: { 'nova.conf': { DEFAULT: { cpu_allocation_ratio: value } } } }),
  });
}

describe('what a blueprint changes', () => {
  test('is nothing where the same intent is compiled again', () => {
    expect(describeChanges(base, compileExample())).toEqual([]);
    expect(summarize(base, compileExample())).toEqual({
      hosts: 1,
      hostsChanged: 0,
      changes: 0,
      impact: 'none',
      restarts: 0,
      apiGap: [],
    });
  });

  test('is everything where there was nothing, and interrupts nothing', () => {
    const [host] = describeChanges(undefined, base);
    expect(host?.change).toBe('add');
    expect(host?.changes).toHaveLength(base.hosts[0]?.items.length ?? 0);
    expect(summarize(undefined, base)).toMatchObject({ impact: 'none', restarts: 0, apiGap: [] });
  });

  test('shows an option as a line, the units that restart and the API that does not answer meanwhile', () => {
    const hosts = describeChanges(withNovaOption(4), withNovaOption(8));
    const change = hosts[0]?.changes.find((one) => one.title === 'Write /etc/nova/nova.conf');
    expect(change).toMatchObject({ kind: 'file', change: 'change', impact: 'api-gap', apiGap: ['compute'] });
    expect(change?.diff).toContain('-cpu_allocation_ratio = 4\n+cpu_allocation_ratio = 8');
    expect(change?.units).toContain('nova-scheduler.service');
    expect(change?.units).not.toContain('keystone.service');
  });

  test('never shows a secret, only that it changed', () => {
    const rotated = compileExample({ secretVersions: new Map([['try/nova-keystone', 2]]) });
    const changes = describeChanges(base, rotated).flatMap((host) => host.changes);
    const config = changes.find((one) => one.title === 'Write /etc/nova/nova.conf');
    expect(config?.diff).toBe('secret changed: try/nova-keystone');
    expect(JSON.stringify(describeChanges(undefined, base))).not.toContain('⟦secret:');
  });

  test('reloads the proxy without a gap', () => {
    const before = compileExample({ text: withSections({ services: { horizon: { enabled: false } } }) });
    const change = describeChanges(before, base)
      .flatMap((host) => host.changes)
      .find((one) => one.item === 'haproxy:config');
    expect(change).toMatchObject({ impact: 'reload', units: ['haproxy.service'], apiGap: [] });
  });

  test('is an interruption of everything behind it where the database restarts', () => {
    const bigger = structuredClone(base);
    const host = bigger.hosts[0];
    const unit = host?.items.find(({ item }) => item.id === 'mariadb:unit')?.item;
    const read = unit?.kind === 'unit' ? unit.restartOn?.[0] : undefined;
    for (const { item } of host?.items ?? [])
      if (item.id === read && item.kind === 'file') item.content += '# more\n';
    if (host) host.digest = 'another';
    expect(summarize(base, bigger).apiGap).toEqual(
      expect.arrayContaining(['compute', 'identity', 'network']),
    );
  });

  test('names a host that is added and one that is gone', () => {
    const two = exampleIntent.replace('networks:', '  - name: try-2\n    roles: [compute]\nnetworks:');
    const larger = compileExample({ text: two });
    expect(describeChanges(base, larger).find((host) => host.host === 'try-2')?.change).toBe('add');
    const gone = describeChanges(larger, base).find((host) => host.host === 'try-2');
    expect(gone?.change).toBe('remove');
    expect(gone?.changes.every((change) => change.change === 'remove')).toBe(true);
  });
});
