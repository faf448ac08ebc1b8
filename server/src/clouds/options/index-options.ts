import type { Option, Options, OptionType, Renamed } from './option.ts';
import type { OptionSchema, ServiceOptions } from './schema.ts';
import { keystoneauthOptions } from './keystoneauth.ts';

const types: Record<string, OptionType> = {
  'string value': 'string',
  'boolean value': 'boolean',
  'integer value': 'integer',
  'floating point value': 'float',
  'port value': 'port',
  'list value': 'list',
  'dict value': 'dict',
  'multi valued': 'multi',
  'ip address value': 'ip',
  'host address value': 'host',
  'host domain value': 'host',
  'hostname value': 'host',
  'uri value': 'uri',
};

/** oslo.config reads '-' in a name as '_'. */
export function optionName(name: string): string {
  return name.replaceAll('-', '_');
}

function readOption(schema: OptionSchema): Option {
  const choices = (schema.choices ?? []).map((choice) => String(Array.isArray(choice) ? choice[0] : choice));
  return {
    name: optionName(schema.dest ?? schema.name),
    type: types[schema.type ?? ''] ?? 'any',
    min: schema.min ?? null,
    max: schema.max ?? null,
    choices: choices.filter((choice) => choice !== ''),
    secret: schema.secret === true,
    removal: schema.deprecated_for_removal ? (schema.deprecated_reason ?? 'it will be removed') : null,
  };
}

function optionsByName(opts: OptionSchema[]): Map<string, Option> {
  return new Map(
    opts.flatMap((opt) => {
      const option = readOption(opt);
      // A file may have the name or the destination, where they differ.
      return [...new Set([option.name, optionName(opt.name)])].map((key): [string, Option] => [key, option]);
    }),
  );
}

type MutableSection = { options: Map<string, Option>; renamed: Map<string, Renamed> };

/** Makes a service's options ready for look-up, with those that keystoneauth adds while a service runs. */
export function indexOptions(schema: ServiceOptions): Options {
  const sections = new Map<string, MutableSection>();
  const sectionNamed = (name: string): MutableSection => {
    const section = sections.get(name) ?? { options: new Map(), renamed: new Map() };
    sections.set(name, section);
    return section;
  };
  for (const [name, group] of Object.entries(schema.options)) {
    const section = sectionNamed(name);
    for (const [key, option] of optionsByName(group.opts)) section.options.set(key, option);
    for (const opt of group.opts) {
      for (const old of opt.deprecated_opts ?? []) {
        const oldName = optionName(old.name ?? opt.name);
        sectionNamed(old.group ?? name).renamed.set(oldName, { section: name, name: readOption(opt).name });
      }
    }
    if (section.options.has('auth_type') || section.options.has('auth_section')) {
      for (const option of keystoneauthOptions) section.options.set(option.name, option);
    }
  }
  const named = schema.dynamic.map(({ namedBy, opts }) => ({ namedBy, options: optionsByName(opts) }));
  return { sections, named };
}
