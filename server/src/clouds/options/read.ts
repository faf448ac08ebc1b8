import type { Option, OptionSchemas, OptionSection, OptionType, Options, Renamed } from './option.ts';
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
    removal: schema.deprecated_for_removal ? (schema.deprecated_reason ?? 'it will be removed') : null,
  };
}

type MutableSection = { options: Map<string, Option>; renamed: Map<string, Renamed>; open: boolean };

/** Makes a service's options ready for look-up, with those that keystoneauth adds while a service runs. */
export function readOptions(schema: ServiceOptions): Options {
  const sections = new Map<string, MutableSection>();
  const sectionNamed = (name: string): MutableSection => {
    const section = sections.get(name) ?? { options: new Map(), renamed: new Map(), open: false };
    sections.set(name, section);
    return section;
  };
  for (const [name, group] of Object.entries(schema.options)) {
    const section = sectionNamed(name);
    for (const opt of group.opts) {
      const option = readOption(opt);
      section.options.set(option.name, option);
      // Some services also read the name itself where it differs from the destination.
      section.options.set(optionName(opt.name), option);
      for (const old of opt.deprecated_opts ?? []) {
        const oldName = optionName(old.name ?? opt.name);
        sectionNamed(old.group ?? name).renamed.set(oldName, { section: name, name: option.name });
      }
    }
    if (section.options.has('auth_type') || section.options.has('auth_section')) {
      for (const option of keystoneauthOptions) section.options.set(option.name, option);
    }
  }
  return sections satisfies Map<string, OptionSection>;
}

/** A schema set that knows nothing, for a cloud whose services have none. */
export const noOptions: OptionSchemas = new Map();
