import { describe, expect, test } from 'vitest';
import type { IniValue } from '../services/module.ts';
import { valueReason } from './check-value.ts';
import type { Option, OptionType } from './option.ts';

function option(type: OptionType, more: Partial<Option> = {}): Option {
  return { name: 'x', type, min: null, max: null, choices: [], secret: false, removal: null, ...more };
}

const right: [OptionType, IniValue][] = [
  ['boolean', true],
  ['boolean', 'Yes'],
  ['boolean', 0],
  ['integer', 7],
  ['integer', '-7'],
  ['float', 1.5],
  ['float', '16'],
  ['port', 65535],
  ['ip', '198.18.0.1'],
  ['ip', '2001:db8::1'],
  ['host', 'controller.example'],
  ['host', '198.18.0.1'],
  ['uri', 'https://198.18.0.11:5000/v3'],
  ['list', 'a,b'],
  ['list', ['a', 2]],
  ['dict', 'physnet1:br-ex,physnet2:br-two'],
  ['dict', ['physnet1:br-ex']],
  ['multi', ['a', 'b']],
  ['multi', 'a'],
  ['string', 'text'],
  ['string', 4],
  ['integer', '$other_option'],
  ['any', ['whatever']],
];

const wrong: [OptionType, IniValue, string][] = [
  ['boolean', 'perhaps', 'true or false'],
  ['integer', 1.5, 'a whole number'],
  ['integer', 'seven', 'a whole number'],
  ['integer', [1], 'one value, not a list'],
  ['float', 'much', 'a number'],
  ['port', 65536, 'a port number'],
  ['ip', '198.18.0.256', 'an IP address'],
  ['host', 'not a host', 'a host name'],
  ['uri', '198.18.0.1', 'a URI'],
  ['list', ['a,b'], 'cannot have a comma'],
  ['dict', 'physnet1', 'pairs of key:value'],
  ['string', true, 'must be text'],
];

describe('a value', () => {
  test.each(right)('of type %s may be %j', (type, value) => {
    expect(valueReason(option(type), value)).toBeUndefined();
  });

  test.each(wrong)('of type %s may not be %j', (type, value, reason) => {
    expect(valueReason(option(type), value)).toContain(reason);
  });

  test('is in the range and one of the choices that the schema has', () => {
    const small = option('integer', { min: 1, max: 28 });
    expect(valueReason(small, 0)).toBe('must be at least 1, not 0');
    expect(valueReason(small, 29)).toBe('must be at most 28, not 29');
    expect(valueReason(option('string', { choices: ['kvm', 'qemu'] }), 'xen')).toBe(
      'must be one of kvm, qemu, not "xen"',
    );
  });
});
