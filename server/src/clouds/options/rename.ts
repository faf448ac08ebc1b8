import type { IniSections } from '../services/module.ts';
import type { Options } from './option.ts';
import { optionName } from './index-options.ts';

/** Overrides under today's names: where both an old and a new name are in a file, oslo.config reads only the new one. */
export function underCurrentNames(overrides: IniSections, options: Options | undefined): IniSections {
  if (options === undefined) return overrides;
  const current: IniSections = {};
  for (const [section, values] of Object.entries(overrides)) {
    current[section] ??= {};
    for (const [key, value] of Object.entries(values)) {
      const name = optionName(key);
      const known = options.sections.get(section);
      const renamed = known?.options.has(name) ? undefined : known?.renamed.get(name);
      const target = renamed ?? { section, name };
      (current[target.section] ??= {})[target.name] = value;
    }
  }
  return current;
}
