import { isIP } from 'node:net';
import type { IniValue } from '../services/module.ts';
import type { Option, OptionType } from './option.ts';

const booleans = new Set(['true', 'false', '1', '0', 'yes', 'no', 'on', 'off']);
const hostName = /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})?(\.[A-Za-z0-9_-]{1,63})*\.?$/;

const shown = (value: IniValue) => JSON.stringify(value);

/** What one scalar must be for a type; undefined where anything will do. */
const forms: Partial<Record<OptionType, { name: string; accepts: (text: string) => boolean }>> = {
  boolean: { name: 'true or false', accepts: (text) => booleans.has(text.toLowerCase()) },
  integer: { name: 'a whole number', accepts: (text) => /^[+-]?\d+$/.test(text) },
  port: { name: 'a port number', accepts: (text) => /^\d+$/.test(text) && Number(text) <= 65535 },
  float: {
    name: 'a number',
    accepts: (text) => text.trim() !== '' && Number.isFinite(Number(text)),
  },
  ip: { name: 'an IP address', accepts: (text) => isIP(text) !== 0 },
  host: {
    name: 'a host name or an IP address',
    accepts: (text) => isIP(text) !== 0 || hostName.test(text),
  },
  uri: { name: 'a URI', accepts: (text) => /^[a-z][a-z0-9+.-]*:\S+$/i.test(text) },
};

function rangeReason(option: Option, value: string): string | undefined {
  const number = Number(value);
  if (option.min !== null && number < option.min) return `must be at least ${option.min}, not ${value}`;
  if (option.max !== null && number > option.max) return `must be at most ${option.max}, not ${value}`;
  return undefined;
}

function scalarReason(option: Option, value: string | number | boolean): string | undefined {
  const text = String(value);
  // `$name` takes another option's value, which is not known here.
  if (text.includes('$')) return undefined;
  const form = forms[option.type];
  if (form !== undefined && !form.accepts(text)) return `must be ${form.name}, not ${shown(value)}`;
  if (option.type === 'string' && typeof value === 'boolean')
    return `must be text, not ${shown(value)}; put it in quotes if it is meant so`;
  if (option.choices.length > 0 && !option.choices.includes(text))
    return `must be one of ${option.choices.join(', ')}, not ${shown(value)}`;
  return ['integer', 'float', 'port'].includes(option.type) ? rangeReason(option, text) : undefined;
}

function dictReason(values: (string | number | boolean)[]): string | undefined {
  const wrong = values
    .flatMap((value) => String(value).split(','))
    .find((pair) => pair.trim() !== '' && !pair.includes(':'));
  return wrong === undefined ? undefined : `must be pairs of key:value, not ${shown(wrong)}`;
}

/** Why a value does not fit an option; undefined where it does. */
export function valueReason(option: Option, value: IniValue): string | undefined {
  if (option.type === 'any') return undefined;
  if (option.type === 'dict') return dictReason(Array.isArray(value) ? value : [value]);
  if (option.type === 'multi') return undefined;
  if (option.type === 'list') {
    const comma = Array.isArray(value) && value.find((one) => String(one).includes(','));
    return typeof comma === 'string'
      ? `an element of a list cannot have a comma: ${shown(comma)}`
      : undefined;
  }
  if (Array.isArray(value)) return `takes one value, not a list`;
  return scalarReason(option, value);
}
