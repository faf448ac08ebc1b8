import type { IniSections, IniValue } from '../services/module.ts';
import { type IniText, renderIni } from './ini.ts';
import type { Option, Options } from './option.ts';
import { optionName } from './index-options.ts';

function known(options: Options | undefined, section: string, reference: string): boolean {
  const [group, name] = reference.includes('.') ? reference.split('.', 2) : [section, reference];
  const has = (groupName: string | undefined) =>
    options?.sections.get(groupName ?? '')?.options.has(optionName(name ?? '')) ?? false;
  return has(group) || (!reference.includes('.') && has('DEFAULT'));
}

/**
 * Text as oslo.config reads it back: `$state_path` refers to an option, so a `$` that refers to none is doubled.
 * https://docs.openstack.org/oslo.config/latest/reference/configuration-files.html#substitution
 */
function escapeDollars(text: string, section: string, options: Options | undefined): string {
  return text.replaceAll(/\$(\$|\{([\w.]+)\}|(\w+))?/g, (match, body: string | undefined, braced, bare) => {
    if (body === '$') return match;
    const reference = String(braced ?? bare ?? '');
    return reference !== '' && known(options, section, reference) ? match : `$${match}`;
  });
}

/** White space at the ends, and quotes around the whole, are lost unless there are quotes around them. */
function quote(text: string): string {
  const bare = text === text.trim() && !/^(["']).*\1$/s.test(text);
  return bare || text === '' ? text : `"${text}"`;
}

function scalar(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'true' : 'false') : String(value);
}

function valueText(value: IniValue, option: Option | undefined): string | string[] {
  if (!Array.isArray(value)) return quote(scalar(value));
  const texts = value.map(scalar);
  return option?.type === 'multi' ? texts.map(quote) : texts.join(',');
}

/** A configuration file in oslo.config's form; the service's options say which lists repeat their key. */
export function renderConfig(sections: IniSections, options: Options | undefined): string {
  const text: IniText = {};
  for (const [section, values] of Object.entries(sections)) {
    const written: Record<string, string | string[]> = {};
    for (const [key, value] of Object.entries(values)) {
      const plain = valueText(value, options?.sections.get(section)?.options.get(optionName(key)));
      written[key] = Array.isArray(plain)
        ? plain.map((one) => escapeDollars(one, section, options))
        : escapeDollars(plain, section, options);
    }
    text[section] = written;
  }
  return renderIni(text);
}
