import type { AuditCell, AuditSheet } from '@tuskar/contract/rack-audit.ts';
import { csvText } from '../csv.ts';

const columns = ['name', 'serial', 'model', 'label', 'confirmed', 'missing', 'found_at'];

/** One line a unit, both faces beside each other, with fields to fill in. */
export function auditCsv(sheets: AuditSheet[]): string {
  const head = ['site', 'location', 'rack', 'unit', ...faced('front'), ...faced('rear'), 'note'];
  const rows = sheets.flatMap(({ site, location, rack, units }) =>
    units.map(({ unit, front, rear }) => [
      site,
      location,
      rack,
      unit,
      ...fields(front),
      ...fields(rear),
      null,
    ]),
  );
  return csvText([head, ...rows]);
}

function faced(face: string): string[] {
  return columns.map((column) => `${face}_${column}`);
}

function fields(cell: AuditCell | null): (string | null)[] {
  if (cell === null) return ['free', null, null, null, null, null, null];
  if (!cell.first) return [`${cell.name} (continued)`, null, null, null, null, null, null];
  const name = cell.behind ? `${cell.name} (its other face)` : cell.name;
  return [name, cell.serial, cell.model, cell.label, null, null, null];
}

const width = 52;

/** To print: a box for each thing, an empty line for what is free, so that what nobody expects can be written there. */
export function auditText(sheets: AuditSheet[]): string {
  return sheets.map(sheetText).join('\f\n');
}

function sheetText({ rack, title, site, location, units, somewhere }: AuditSheet): string {
  const where = [site, location].filter(Boolean).join(', ');
  const lines = [
    `Rack ${rack}${title === null ? '' : ` (${title})`}   ${where}`,
    'Audited by ____________________   on ____________________',
    '',
    `Unit  ${'Front'.padEnd(width)}  Rear`,
    ...units.map(({ unit, front, rear }) =>
      `${String(unit).padStart(4)}  ${cellText(front).padEnd(width)}  ${cellText(rear)}`.trimEnd(),
    ),
    ...(somewhere.length === 0 ? [] : ['', 'In this rack, nobody knows where:']),
    ...somewhere.map(
      ({ name, serial, model }) => `      [ ] ${described({ name, serial, model })}  unit ____`,
    ),
    '',
    'Not expected here: ____________________________________________________________',
    '',
  ];
  return lines.join('\n');
}

function cellText(cell: AuditCell | null): string {
  if (cell === null) return '';
  if (!cell.first) return '    |';
  if (cell.behind) return `    (${cell.name})`;
  return `[ ] ${described(cell)}`.slice(0, width);
}

function described({ name, serial, model }: Pick<AuditCell, 'name' | 'serial' | 'model'>): string {
  return [name, serial, model].filter((text) => text !== null).join('  ');
}
