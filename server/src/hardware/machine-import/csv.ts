import { type CsvRow, parseCsv } from '../csv.ts';
import { isInstackenvField, isKnownType } from './instackenv.ts';
import type { Problems } from './problems.ts';
import type { RawItem } from './read-fields.ts';

type CsvNodes = { hasHeader: boolean; nodes: { raw: RawItem; item: string }[] };

/** The rows of a CSV file as nodes of instackenv. */
export function readCsvNodes(text: string, problems: Problems): CsvNodes {
  const { rows, unclosedAt, strayAt } = parseCsv(text, { separator: separatorOf(text), comment: '#' });
  if (unclosedAt !== undefined) {
    problems.add(`line ${unclosedAt}`, '', 'has a quote that is never closed');
    return { hasHeader: false, nodes: [] };
  }
  for (const line of new Set(strayAt)) {
    problems.add(`line ${line}`, '', 'has text behind a closing quote: write a quote within quotes twice');
  }
  const [first, ...others] = rows;
  if (first === undefined) {
    problems.add('', '', 'has no line that is not empty or a comment');
    return { hasHeader: false, nodes: [] };
  }
  return isHeader(first)
    ? { hasHeader: true, nodes: headedNodes(first, others, problems) }
    : { hasHeader: false, nodes: plainNodes(rows, problems) };
}

/** Programs write semicolons where the comma is for decimals, and tabs when they are asked for text. */
function separatorOf(text: string): string {
  const line = text.split(/[\r\n]+/).find((one) => one.trim() !== '' && !one.startsWith('#')) ?? '';
  const count = (separator: string) => line.split(separator).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

const plain = ['pm_type', 'pm_addr', 'pm_user', 'pm_password', 'mac', 'pm_port'];
const least = 5;

function plainNodes(rows: CsvRow[], problems: Problems): CsvNodes['nodes'] {
  return rows.map(({ line, fields }) => {
    const item = `line ${line}`;
    // Spreadsheets fill lines up with empty fields.
    const filled = fields.findLastIndex((field) => field !== '') + 1;
    const columns = Math.max(filled, Math.min(fields.length, plain.length));
    if (columns < least || columns > plain.length) {
      const form = `${plain.slice(0, least).join(',')}[,pm_port]`;
      problems.add(
        item,
        '',
        `has ${columns} columns, not ${form}; other columns need a first line with their names`,
      );
    }
    const raw: RawItem = Object.fromEntries(plain.map((name, index) => [name, fields[index] ?? '']));
    return { item, raw: { ...raw, mac: macsOf(raw['mac']) } };
  });
}

/** What columns are called in older files, in those of other tools, and here. */
const otherNames: Record<string, string> = {
  driver: 'pm_type',
  bmc_protocol: 'pm_type',
  address: 'pm_addr',
  bmc_address: 'pm_addr',
  user: 'pm_user',
  bmc_user: 'pm_user',
  password: 'pm_password',
  bmc_password: 'pm_password',
  bmc_port: 'pm_port',
  bmc_system_id: 'pm_system_id',
  macs: 'mac',
  ports: 'mac',
  cpus: 'cpu',
  mem: 'memory',
};
/** Older files have the key of a hypervisor where a BMC has its password. */
const key = 'key';

const columns = 'pm_type, pm_addr, pm_user, pm_password, pm_port, pm_system_id, mac, name, uuid and _comment';

const nameOf = (column: string): string => {
  const name = column.trim().toLowerCase();
  return otherNames[name] ?? name;
};
const isKnown = (name: string): boolean => name === key || isInstackenvField(name);

/** Words, not a type and addresses. */
const isWord = (field: string): boolean => /^[a-z][a-z _-]*$/i.test(field.trim());

/** Whether it names columns, known or not. One name alone may be somebody's user or password. */
function isHeader({ fields }: CsvRow): boolean {
  const [first = '', ...others] = fields.filter((field) => field.trim() !== '');
  if (fields.filter((field) => isKnown(nameOf(field))).length > 1) return true;
  return others.length > 0 && isWord(first) && !isKnownType(first) && others.every(isWord);
}

const isPlace = (name: string): boolean => /^(site|location|row|rack|rack.?unit|unit|face)$/.test(name);
const placed = "is not kept: where machines stand is imported by 'tuskar rack import'";

function headedNodes(header: CsvRow, rows: CsvRow[], problems: Problems): CsvNodes['nodes'] {
  const at = `line ${header.line}`;
  const names = header.fields.map(nameOf);
  const before = problems.found.length;
  for (const [index, name] of names.entries()) {
    if (name !== '' && names.indexOf(name) !== index) problems.add(at, name, 'is named by two columns');
    if (name !== '' && !isKnown(name)) {
      problems.ignore(at, name, isPlace(name) ? placed : 'is not kept: set it in the bare-metal service');
    }
  }
  if (!names.includes('pm_type')) {
    problems.add(at, 'pm_type', `is named by no column; known are ${columns}`);
  }
  if (rows.length === 0) problems.add(at, '', 'names the columns, and no machine follows');
  if (problems.found.length > before) return [];
  return rows.map(({ line, fields }) => {
    const item = `line ${line}`;
    // As some are filled up with empty fields, others lack those at their end.
    if (fields.slice(names.length).some((field) => field !== '')) {
      problems.add(item, '', `has ${fields.length} columns, the line that names them ${names.length}`);
    }
    const { [key]: password, ...raw }: RawItem = Object.fromEntries(
      names.flatMap((name, index) => (isKnown(name) ? [[name, fields[index] ?? '']] : [])),
    );
    return {
      item,
      raw: { ...raw, pm_password: raw['pm_password'] || password || '', mac: macsOf(raw['mac']) },
    };
  });
}

function macsOf(cell: unknown): string[] {
  return typeof cell === 'string' ? cell.split(/[\s;,|]+/).filter(Boolean) : [];
}
