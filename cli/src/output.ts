import Table from 'cli-table3';
import { stringify } from 'yaml';
import type { Io } from './io.ts';

export const formats = ['table', 'json', 'yaml'] as const;
export type Format = (typeof formats)[number];

export type Column<Row> = { title: string; value: (row: Row) => string | number | null | undefined };

const plain = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Rows as a table for people, or whole as JSON or YAML for programs. */
export function printList<Row>(
  io: Io,
  options: { rows: Row[]; columns: Column<Row>[]; format: Format; empty: string },
): void {
  if (options.format !== 'table') return printData(io, options.rows, options.format);
  if (options.rows.length === 0) return io.talk(options.empty);
  const table = new Table({
    head: options.columns.map((column) => column.title.toUpperCase()),
    chars: plain,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of options.rows) table.push(options.columns.map((column) => cell(column.value(row))));
  io.out(trimLines(table.toString()));
}

/** One thing as 'name  value' lines, or whole as JSON or YAML. */
export function printThing(
  io: Io,
  options: { thing: unknown; fields: [string, string | number | null | undefined][]; format: Format },
): void {
  if (options.format !== 'table') return printData(io, options.thing, options.format);
  const width = Math.max(...options.fields.map(([name]) => name.length));
  for (const [name, value] of options.fields) {
    const [first = '', ...rest] = cell(value).split('\n');
    io.out(`${name.padEnd(width)}  ${first}`.trimEnd());
    for (const line of rest) io.out(`${' '.repeat(width)}  ${line}`.trimEnd());
  }
}

export function printData(io: Io, data: unknown, format: Exclude<Format, 'table'>): void {
  io.out(format === 'json' ? JSON.stringify(data, undefined, 2) : stringify(data).trimEnd());
}

function cell(value: string | number | null | undefined): string {
  return value === null || value === undefined || value === '' ? '-' : String(value);
}

function trimLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
