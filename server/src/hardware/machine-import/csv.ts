import type { RawItem } from './read-fields.ts';
import type { Problems } from './problems.ts';

export type CsvRow = { line: number; cells: string[] };

/** Rows of a CSV file; quotes as in RFC 4180, comments after '#', empty lines left out. */
export function readCsv(content: string): CsvRow[] {
  const rows: CsvRow[] = [];
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    rows.push({ line: index + 1, cells: cellsOf(line) });
  }
  return rows;
}

function cellsOf(line: string): string[] {
  const cells: string[] = [];
  const cell = /\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(,|$)/gy;
  for (let match = cell.exec(line); match !== null; match = cell.exec(line)) {
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? '');
    if (match[3] !== ',') break;
  }
  return cells;
}

const plain = ['pm_type', 'pm_addr', 'pm_user', 'pm_password', 'mac', 'pm_port'];
const older: Record<string, string> = { driver: 'pm_type', address: 'pm_addr', user: 'pm_user' };

/** Whether its first row names the columns, as an older form does. */
export function hasHeader([first]: CsvRow[]): boolean {
  return first !== undefined && first.cells.some((cell) => /^(driver|macs)$/i.test(cell));
}

/** The rows as nodes of instackenv. */
export function nodesOfCsv(rows: CsvRow[], problems: Problems): { raw: RawItem; item: string }[] {
  if (hasHeader(rows)) return olderNodes(rows, problems);
  return rows.map(({ line, cells }) => {
    const item = `line ${line}`;
    if (cells.length < 5 || cells.length > plain.length) {
      problems.add(item, '', `has ${cells.length} columns, not ${plain.slice(0, 5).join(',')}[,pm_port]`);
    }
    const raw: RawItem = Object.fromEntries(plain.map((name, index) => [name, cells[index] ?? '']));
    return { item, raw: { ...raw, mac: macsOf(raw['mac']) } };
  });
}

function olderNodes([header, ...rows]: CsvRow[], problems: Problems): { raw: RawItem; item: string }[] {
  const names = (header?.cells ?? []).map((cell) => cell.toLowerCase());
  return rows.map(({ line, cells }) => {
    const item = `line ${line}`;
    if (cells.length !== names.length)
      problems.add(item, '', `has ${cells.length} columns, its header ${names.length}`);
    const given = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    const raw: RawItem = {};
    for (const [name, value] of Object.entries(given)) raw[older[name] ?? name] = value;
    raw['pm_password'] = given['password'] || given['key'] || '';
    raw['cpu'] = given['cpus'] ?? '';
    raw['memory'] = given['mem'] ?? '';
    raw['mac'] = macsOf(given['macs']);
    for (const name of ['password', 'key', 'cpus', 'mem', 'macs']) delete raw[name];
    return { item, raw };
  });
}

function macsOf(cell: unknown): string[] {
  return typeof cell === 'string' ? cell.split(/[\s;|]+/).filter(Boolean) : [];
}
