import { describe, expect, test } from 'vitest';
import { novaOptions } from '../testing/image.ts';
import { renderConfig } from './render.ts';

describe('a configuration file', () => {
  test('repeats the key of an option with many values, and joins a list with commas', () => {
    const sections = {
      pci: { device_spec: ['{"address": "a"}', '{"address": "b"}'] },
      DEFAULT: { enabled_apis: ['osapi_compute', 'metadata'], debug: false },
    };
    expect(renderConfig(sections, novaOptions)).toBe(
      [
        '[pci]',
        'device_spec = {"address": "a"}',
        'device_spec = {"address": "b"}',
        '',
        '[DEFAULT]',
        'enabled_apis = osapi_compute,metadata',
        'debug = false',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['$state_path/instances', '$state_path/instances'],
    ['${state_path}/instances', '${state_path}/instances'],
    ['${libvirt.virt_type}', '${libvirt.virt_type}'],
    ['5$', '5$$'],
    ['pa$$word', 'pa$$word'],
    ['pa$word', 'pa$$word'],
    ['${nothing}', '$${nothing}'],
  ])('%s refers to an option or is escaped: %s', (given, written) => {
    expect(renderConfig({ DEFAULT: { instances_path: given } }, novaOptions)).toBe(
      `[DEFAULT]\ninstances_path = ${written}\n`,
    );
  });

  test('keeps white space and quotes at the ends, and lines after the first', () => {
    const sections = { DEFAULT: { a: ' x', b: '"x"', c: 'one\ntwo', d: '' } };
    expect(renderConfig(sections, undefined)).toBe('[DEFAULT]\na = " x"\nb = ""x""\nc = one\n    two\nd =\n');
  });
});
