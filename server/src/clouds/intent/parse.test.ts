import { isTuskarError } from '@tuskar/contract/error.ts';
import { describe, expect, test } from 'vitest';
import { exampleIntent } from '../testing/intent.ts';
import { parseIntent } from './parse.ts';

function problemsIn(text: string): string[] {
  try {
    parseIntent(text);
  } catch (error) {
    if (!isTuskarError(error, 'intent-invalid')) throw error;
    return error.context['problems'] as string[];
  }
  return [];
}

describe('an intent', () => {
  test('is read with its defaults', () => {
    const { intent } = parseIntent(exampleIntent);
    expect(intent.region).toBe('RegionOne');
    expect(intent.networks.external?.physicalNetwork).toBe('physnet1');
    expect(intent.services).toEqual({});
  });

  test('knows where each entry stands', () => {
    const { locate } = parseIntent(exampleIntent);
    expect(locate(['networks', 'external', 'pool', 'end'])).toEqual({ line: 15, column: 7 });
    expect(locate(['hosts', 0, 'roles', 1])).toEqual({ line: 4, column: 25 });
  });

  test('is told every problem at once, in the order of the text, with the nearest right names', () => {
    const text = exampleIntent
      .replace('name: try\n', 'name: Try!\nregoin: x\n')
      .replace('compute', 'comptue')
      .replace('gateway: 198.18.32.1', 'gateway: 198.18.32.1000')
      .replace('198.18.16.0/20', '198.18.16.0');
    expect(problemsIn(text)).toEqual([
      '1:1 name: lower-case letters, digits and hyphens, not at the ends',
      "2:1 regoin: unknown key 'regoin' (did you mean 'region'?)",
      '5:25 hosts[0].roles[1]: "comptue" is not one of controller, compute, network, storage, undercloud, monitor' +
        " (did you mean 'compute'?)",
      '10:5 networks.tunnel.cidr: "198.18.16.0" is not an IPv4 network such as 198.18.0.0/20',
      '13:5 networks.external.gateway: "198.18.32.1000" is not an IPv4 address',
    ]);
  });

  test.each([
    ['an empty file', '', 'the file is empty'],
    ['only comments', '# nothing yet\n', 'the file is empty'],
    ['10 MB', `# ${'x'.repeat(10 * 1024 * 1024)}`, 'the file has 10.0 MiB; an intent has at most 1 MiB'],
    ['a list', '- a\n', 'must be a mapping, not a list'],
    ['deep nesting', '['.repeat(1_000_000), 'nested too deeply'],
    ['lists in lists on one line', `a: b\n${'- '.repeat(500_000)}`, 'nested too deeply'],
    ['a bracket that is not closed', exampleIntent.replace('network]', 'network'), '5:1: Flow sequence'],
    ['a missing part', 'name: try\n', 'hosts: is missing'],
    [
      'a number as name',
      exampleIntent.replace('name: try\n', 'name: 7\n'),
      '1:1 name: must be text, not a number',
    ],
    ['two documents', `${exampleIntent}---\na: 1\n`, '16:1'],
  ])('%s is refused', (_what, text, reason) => {
    expect(problemsIn(text).join('\n')).toContain(reason);
  });

  test('a tab and a key written twice are named with their place', () => {
    expect(problemsIn('name: try\nhosts:\n\t- name: a\n').join()).toMatch(/^3:1: tabs/i);
    expect(problemsIn('name: a\nname: b\n').join()).toMatch(/^2:1: .*unique/);
  });

  test('aliases that would expand without end are refused', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level += 1) {
      const [name, last] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)];
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${last}`).join(', ')}]`);
    }
    expect(problemsIn(bomb.join('\n'))).toEqual(['its aliases would expand without end']);
  });
});
