import type { Problems } from './problems.ts';

export type RawItem = Record<string, unknown>;

export function isItem(value: unknown): value is RawItem {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the fields of one item of a file; what is of a wrong kind is a problem, and then undefined. */
export function fieldsOf(raw: RawItem, item: string, problems: Problems) {
  const wrong = (field: string, reason: string): undefined => {
    problems.add(item, field, reason);
    return undefined;
  };
  const text = (field: string): string | undefined => {
    const value = raw[field];
    if (value === undefined || value === null) return undefined;
    // Its last digits are lost already.
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
      return wrong(field, 'is a number too large to be kept: put it in quotes');
    }
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return wrong(field, 'is no text');
    return value.trim() === '' ? undefined : value.trim();
  };
  return {
    raw,
    item,
    wrong,
    has: (field: string) => raw[field] !== undefined && raw[field] !== null && raw[field] !== '',
    text,
    /** Also the spaces around it, as in a password. */
    exact: (field: string): string | undefined =>
      typeof raw[field] === 'string' && raw[field] !== '' ? raw[field] : text(field),
    whole: (field: string, { least, most }: { least: number; most: number }): number | undefined => {
      const value = raw[field];
      if (value === undefined || value === null || value === '') return undefined;
      const number =
        typeof value === 'number' ? value : typeof value === 'string' ? Number(value.trim()) : Number.NaN;
      if (!Number.isInteger(number)) return wrong(field, `'${JSON.stringify(value)}' is no whole number`);
      if (number < least || number > most)
        return wrong(field, `${number} is not between ${least} and ${most}`);
      return number;
    },
    object: (field: string): RawItem | undefined => {
      const value = raw[field];
      if (value === undefined || value === null) return undefined;
      return isItem(value) ? value : wrong(field, 'is no object');
    },
    list: (field: string): unknown[] | undefined => {
      const value = raw[field];
      if (value === undefined || value === null) return undefined;
      return Array.isArray(value) ? value : wrong(field, 'is no list');
    },
  };
}

export type Fields = ReturnType<typeof fieldsOf>;

const macForm = /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;

/** In lower case, with colons; undefined where it is none, which is a problem. */
export function macOf({ wrong }: Pick<Fields, 'wrong'>, field: string, value: unknown): string | undefined {
  if (typeof value === 'string' && macForm.test(value.trim()))
    return value.trim().toLowerCase().replaceAll('-', ':');
  return wrong(field, `'${String(value)}' is no MAC address`);
}
