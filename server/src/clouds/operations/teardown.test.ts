import type { Item } from '@tuskar/contract/part.ts';
import { describe, expect, test } from 'vitest';
import { diffBlueprints } from '../blueprint/diff.ts';
import { compileExample, withSections } from '../testing/compile.ts';
import { itemsToRetire } from './retire.ts';
import { teardownItems } from './teardown.ts';

const host = compileExample().hosts[0];
if (host === undefined) throw new Error('the example has no host');
const items = teardownItems([host]);

function paths(list: Item[]): string[] {
  return list.flatMap((item) => (item.kind === 'absent' ? [item.path] : []));
}

/** Whether `later` can begin only after `earlier` has ended. */
function comesAfter(list: Item[], later: string, earlier: string): boolean {
  const byId = new Map(list.map((item) => [item.id, item]));
  const needs = byId.get(later)?.after ?? [];
  return needs.some((id) => id === earlier || comesAfter(list, id, earlier));
}

describe('taking a cloud off a host', () => {
  test('stops what is used last first: the APIs before the database', () => {
    expect(comesAfter(items, 'stop:mariadb.service', 'stop:keystone.service')).toBe(true);
    expect(comesAfter(items, 'stop:keystone.service', 'stop:mariadb.service')).toBe(false);
  });

  test('removes data, configuration and secrets once nothing runs, and no file of the operating system', () => {
    expect(paths(items)).toEqual(
      expect.arrayContaining(['/var/lib/mysql', '/etc/nova/nova.conf', '/etc/haproxy/tls/public.pem']),
    );
    expect(paths(items)).not.toContain('/etc/hosts');
    expect(comesAfter(items, 'remove:/var/lib/mysql', 'stop:mariadb.service')).toBe(true);
  });

  test('has every id and every path once, and no path in a directory that goes as a whole', () => {
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
    expect(new Set(paths(items)).size).toBe(paths(items).length);
    expect(paths(items)).toContain('/etc/tuskar');
    expect(paths(items).filter((path) => path.startsWith('/etc/tuskar/'))).toEqual([]);
  });

  test('takes off only what a service left where it alone goes', () => {
    const without = compileExample({ text: withSections({ services: { horizon: { enabled: false } } }) });
    const [change] = diffBlueprints(compileExample(), without);
    const retired = change === undefined ? [] : itemsToRetire(change);
    expect(paths(retired).length).toBeGreaterThan(0);
    expect(paths(retired)).not.toContain('/etc/haproxy/haproxy.cfg');
    expect(retired.map((item) => item.id)).not.toContain('stop:haproxy.service');
  });
});
