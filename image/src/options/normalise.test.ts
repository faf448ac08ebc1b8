import { describe, expect, it } from 'vitest';
import { ServiceOptions } from '../schema.ts';
import { normaliseOptions } from './normalise.ts';
import type { RawOption } from './raw.ts';

const raw = (name: string, more: Partial<RawOption> = {}): RawOption => ({
  name,
  dest: name.replaceAll('-', '_'),
  type: 'string value',
  default: null,
  choices: [],
  help: '',
  secret: false,
  mutable: false,
  deprecated_opts: [],
  namespace: 'nova.conf',
  ...more,
});

const recipe = { service: 'nova', namespaces: ['nova.conf'] };
const normalise = (options: Record<string, RawOption[]>, more = {}): ServiceOptions => {
  const sections = Object.fromEntries(Object.entries(options).map(([name, opts]) => [name, { opts }]));
  return ServiceOptions.parse(
    normaliseOptions({ recipe, version: '31.0.0', raw: { options: sections }, keystoneauth: [], ...more }),
  );
};

describe('normaliseOptions', () => {
  it('keeps what is said and leaves out what says nothing', () => {
    const cpu = raw('cpu-ratio', {
      type: 'floating point value',
      default: 4,
      min: 0,
      choices: [['a', null]],
      mutable: true,
      deprecated_opts: [{ group: 'OLD', name: 'ratio' }],
      help: '\nHow many.\n',
    });
    expect(normalise({ DEFAULT: [cpu, raw('host')] }).options['DEFAULT']?.opts).toEqual([
      {
        name: 'cpu-ratio',
        dest: 'cpu_ratio',
        type: 'floating point value',
        default: 4,
        min: 0,
        choices: [['a', null]],
        mutable: true,
        deprecated_opts: [{ group: 'OLD', name: 'ratio' }],
        help: 'How many.',
      },
      { name: 'host', dest: 'host', type: 'string value', default: null },
    ]);
  });

  it('orders sections, DEFAULT first, and keeps the first of options described twice', () => {
    const { options } = normalise({
      oslo: [raw('x', { default: 1 }), raw('x', { default: 2 })],
      DEFAULT: [raw('a')],
      api: [raw('b')],
    });
    expect(Object.keys(options)).toEqual(['DEFAULT', 'api', 'oslo']);
    expect(options['oslo']?.opts.map((option) => option.default)).toEqual([1]);
  });

  it("adds keystoneauth's options to every section with an auth_type, and to no other", () => {
    const keystoneauth = [raw('auth-url'), raw('password', { secret: true })];
    const { options } = normalise({ placement: [raw('auth_type')], api: [raw('b')] }, { keystoneauth });
    expect(options['placement']?.opts.map(({ dest }) => dest)).toEqual(['auth_type', 'auth_url', 'password']);
    expect(options['api']?.opts.map(({ dest }) => dest)).toEqual(['b']);
  });

  it('tells sections that an operator names from real ones', () => {
    const store = { namespace: 'glance.multi_store' };
    const dynamic = {
      namedBy: { section: 'DEFAULT', option: 'enabled_backends' },
      namespace: 'glance.multi_store',
      except: ['DEFAULT'],
      reserved: ['os_glance_tasks_store'],
    };
    const schema = normalise(
      {
        DEFAULT: [raw('enabled_backends', store)],
        file: [raw('filesystem_store_datadir', store)],
        'glance.store.rbd.store': [raw('rbd_store_pool', store)],
      },
      { recipe: { ...recipe, dynamic } },
    );
    expect(Object.keys(schema.options)).toEqual(['DEFAULT', 'os_glance_tasks_store']);
    expect(schema.dynamic[0]?.opts.map(({ dest }) => dest)).toEqual([
      'filesystem_store_datadir',
      'rbd_store_pool',
    ]);
  });

  it('leaves out options of the command line', () => {
    expect(normalise({ DEFAULT: [raw('command', { positional: true })] }).options).toEqual({});
  });
});
