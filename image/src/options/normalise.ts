import type { OptionsRecipe } from '../recipe.ts';
import type { Option, ServiceOptions } from '../schema.ts';
import { type RawOption, type RawSchema, toOption } from './raw.ts';

export type NormaliseInput = {
  recipe: OptionsRecipe;
  /** Upstream version of the service. */
  version: string;
  raw: RawSchema;
  /** Options of keystoneauth's plugins, which belong in every section with an `auth_type`. */
  keystoneauth: readonly RawOption[];
};

/**
 * The options of a service, section by section, from what oslo-config-generator says: with the options that
 * it cannot see, and with stand-in sections told from real ones.
 */
export function normaliseOptions({ recipe, version, raw, keystoneauth }: NormaliseInput): ServiceOptions {
  const { dynamic } = recipe;
  const sections = new Map<string, Option[]>();
  const named: Option[] = [];
  for (const [section, { opts }] of Object.entries(raw.options)) {
    for (const option of opts.filter(({ positional }) => positional !== true)) {
      const standIn = dynamic && option.namespace === dynamic.namespace && !dynamic.except.includes(section);
      if (standIn) add(named, toOption(option));
      else add(listOf(sections, section), toOption(option));
    }
  }
  for (const section of dynamic?.reserved ?? [])
    for (const option of named) add(listOf(sections, section), option);
  for (const opts of sections.values()) {
    if (!opts.some(({ dest }) => dest === 'auth_type')) continue;
    for (const option of keystoneauth) add(opts, toOption(option));
  }
  const ordered = [...sections].sort(([a], [b]) => compareSections(a, b));
  return {
    service: recipe.service,
    version,
    options: Object.fromEntries(ordered.map(([section, opts]) => [section, { opts }])),
    dynamic: dynamic && named.length > 0 ? [{ namedBy: dynamic.namedBy, opts: named }] : [],
  };
}

/** Several namespaces describe the same option alike: the first is kept. */
function add(options: Option[], option: Option): void {
  if (!options.some(({ dest }) => dest === option.dest)) options.push(option);
}

function listOf(sections: Map<string, Option[]>, section: string): Option[] {
  const list = sections.get(section) ?? [];
  sections.set(section, list);
  return list;
}

const compareSections = (a: string, b: string): number => {
  if (a === 'DEFAULT' || b === 'DEFAULT') return a === 'DEFAULT' ? -1 : 1;
  return a < b ? -1 : 1;
};
