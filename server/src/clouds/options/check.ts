import { didYouMean } from '../intent/nearest.ts';
import type { Problem } from '../intent/problem.ts';
import type { IniSections, IniValue } from '../services/module.ts';
import { valueReason } from './check-value.ts';
import { optionName } from './index-options.ts';
import type { Option, Options, OptionSection } from './option.ts';

export type OptionFindings = { problems: Problem[]; warnings: Problem[] };

const nothing: OptionFindings = { problems: [], warnings: [] };

function namesIn(value: IniValue | undefined): string[] {
  const list = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
  return list.map((name) => name.split(':')[0]?.trim() ?? '');
}

/** The section as the service reads it: one of its own, or one that an option of the file names. */
function sectionNamed(name: string, { merged, options }: { merged: IniSections; options: Options }) {
  const own = options.sections.get(name);
  if (own !== undefined) return own;
  const named = options.named.find(({ namedBy }) =>
    namesIn(merged[namedBy.section]?.[namedBy.option]).includes(name),
  );
  return named && ({ options: named.options, renamed: new Map() } satisfies OptionSection);
}

type KeyCheck = { path: string[]; section: OptionSection; key: string; value: IniValue; options: Options };

function checkValue({ path, value }: KeyCheck, option: Option | undefined): OptionFindings {
  if (option === undefined) return nothing;
  const reason = valueReason(option, value);
  const doubts = [
    ...(option.removal === null ? [] : [`is deprecated: ${option.removal}`]),
    ...(option.secret ? ['is a secret: whoever may read the cloud can read it in the intent'] : []),
  ];
  return {
    problems: reason === undefined ? [] : [{ path, reason }],
    warnings: doubts.map((doubt) => ({ path, reason: doubt })),
  };
}

function sectionsWith(options: Options, name: string): string {
  const sections = [...options.sections].filter(([, section]) => section.options.has(name));
  const names = sections.slice(0, 3).map(([section]) => `[${section}]`);
  return names.length === 0 ? '' : `; ${names.join(', ')} ${sections.length === 1 ? 'has' : 'have'} it`;
}

function checkKey(check: KeyCheck): OptionFindings {
  const { path, section, options } = check;
  const name = optionName(check.key);
  const option = section.options.get(name);
  if (option !== undefined) return checkValue(check, option);
  const renamed = section.renamed.get(name);
  if (renamed === undefined) {
    const near = didYouMean(name, [...section.options.keys(), ...section.renamed.keys()]);
    return {
      problems: [{ path, reason: `unknown option${near}${sectionsWith(options, name)}` }],
      warnings: [],
    };
  }
  const found = checkValue(check, options.sections.get(renamed.section)?.options.get(renamed.name));
  const old = { path, reason: `is an old name of [${renamed.section}] ${renamed.name}` };
  return { problems: found.problems, warnings: [old, ...found.warnings] };
}

export type OverrideCheck = {
  /** Where the overrides stand in the intent. */
  path: string[];
  overrides: IniSections;
  /** The whole file with the overrides in it. */
  merged: IniSections;
  options: Options;
};

function checkSection(
  name: string,
  values: Record<string, IniValue>,
  check: OverrideCheck,
): OptionFindings[] {
  const path = [...check.path, name];
  const section = sectionNamed(name, check);
  if (section === undefined) {
    const reason = `unknown section${didYouMean(name, check.options.sections.keys())}`;
    return [{ ...nothing, problems: [{ path, reason }] }];
  }
  return Object.entries(values).map(([key, value]) =>
    checkKey({ path: [...path, key], section, key, value, options: check.options }),
  );
}

/** Checks an operator's overrides of one file against the service's options. */
export function checkOverrides(check: OverrideCheck): OptionFindings {
  const found = Object.entries(check.overrides).flatMap(([name, values]) =>
    checkSection(name, values, check),
  );
  return {
    problems: found.flatMap((one) => one.problems),
    warnings: found.flatMap((one) => one.warnings),
  };
}
