import type { Problem } from '../intent/problem.ts';
import { didYouMean } from '../intent/nearest.ts';
import type { IniSections, IniValue } from '../services/module.ts';
import { valueReason } from './check-value.ts';
import type { OptionSection, Options } from './option.ts';
import { optionName } from './read.ts';

export type OptionFindings = { problems: Problem[]; warnings: Problem[] };

/** Sections that options name: `enabled_backends = fs:file` makes [fs], which no schema lists. */
function namedSections(sections: IniSections): Set<string> {
  const lists = Object.values(sections).flatMap((values) =>
    Object.entries(values)
      .filter(([key]) => key.endsWith('enabled_backends') || key.endsWith('_sections'))
      .map(([, value]) => value),
  );
  return new Set(
    lists
      .flatMap((value) => (Array.isArray(value) ? value : String(value).split(',')))
      .map((name) => String(name).split(':')[0]?.trim() ?? ''),
  );
}

/** Options of every section together: what a section that an option names may have. */
function anywhere(options: Options, key: string): boolean {
  return [...options.values()].some((section) => section.options.has(key));
}

type KeyCheck = { path: string[]; section: OptionSection; key: string; value: IniValue; options: Options };

function checkKey({ path, section, key, value, options }: KeyCheck): OptionFindings {
  const name = optionName(key);
  const option = section.options.get(name);
  const renamed = section.renamed.get(name);
  if (option === undefined && renamed !== undefined) {
    const now = options.get(renamed.section)?.options.get(renamed.name);
    const reason = now && valueReason(now, value);
    return {
      problems: reason === undefined ? [] : [{ path, reason }],
      warnings: [{ path, reason: `is an old name of [${renamed.section}] ${renamed.name}` }],
    };
  }
  if (option === undefined) {
    if (section.open) return { problems: [], warnings: [] };
    const near = didYouMean(name, [...section.options.keys(), ...section.renamed.keys()]);
    return { problems: [{ path, reason: `unknown option${near}${elsewhere(options, name)}` }], warnings: [] };
  }
  const reason = valueReason(option, value);
  return {
    problems: reason === undefined ? [] : [{ path, reason }],
    warnings: option.removal === null ? [] : [{ path, reason: `is deprecated: ${option.removal}` }],
  };
}

function elsewhere(options: Options, key: string): string {
  const sections = [...options]
    .filter(([, section]) => section.options.has(key))
    .map(([name]) => `[${name}]`);
  return sections.length === 0 ? '' : `; ${sections.slice(0, 3).join(', ')} has it`;
}

/**
 * Checks an operator's overrides of one file against the service's options.
 *
 * @param path where the overrides stand in the intent
 * @param merged the whole file with the overrides in it
 */
export function checkOverrides(request: {
  path: string[];
  overrides: IniSections;
  merged: IniSections;
  options: Options;
}): OptionFindings {
  const findings: OptionFindings = { problems: [], warnings: [] };
  const named = namedSections(request.merged);
  for (const [sectionName, values] of Object.entries(request.overrides)) {
    const path = [...request.path, sectionName];
    const section = request.options.get(sectionName);
    if (section === undefined && !named.has(sectionName)) {
      const near = didYouMean(sectionName, request.options.keys());
      findings.problems.push({ path, reason: `unknown section${near}` });
      continue;
    }
    for (const [key, value] of Object.entries(values)) {
      if (section === undefined && anywhere(request.options, optionName(key))) continue;
      const checked = checkKey({
        path: [...path, key],
        section: section ?? { options: new Map(), renamed: new Map(), open: false },
        key,
        value,
        options: request.options,
      });
      findings.problems.push(...checked.problems);
      findings.warnings.push(...checked.warnings);
    }
  }
  return findings;
}
