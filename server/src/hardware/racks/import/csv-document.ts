import { csvColumns, csvTypes, numericColumns } from './csv-form.ts';
import { parseCsv } from '../../csv.ts';
import type { ImportProblem } from './problem.ts';
import type { RawDocument, RawItem } from './raw-document.ts';

/** One item a line; the column `type` says what it is. An empty field is one that is not given. */
export function readCsv(text: string): RawDocument {
  const { rows, unclosedAt } = parseCsv(text);
  if (unclosedAt !== undefined) {
    return { items: [], problems: [{ item: `line ${unclosedAt}`, reason: 'a quote is never closed' }] };
  }
  const [head, ...lines] = rows;
  const columns = head?.fields.map((column) => column.trim()) ?? [];
  const problems: ImportProblem[] = columns
    .filter((column) => column !== '' && !csvColumns.includes(column))
    .map((column) => ({
      item: 'line 1',
      field: column,
      reason: `unknown column; known are ${csvColumns.join(', ')}`,
    }));
  if (!columns.includes('type')) {
    problems.push({
      item: 'line 1',
      reason: `the first line must name the columns, and 'type' among them: ${csvColumns.join(', ')}`,
    });
  }
  if (problems.length > 0) return { items: [], problems };
  const items: RawItem[] = [];
  for (const { line, fields } of lines) {
    const where = `line ${line}`;
    const { type = '', ...given } = recordOf(columns, fields);
    const section = csvTypes[type];
    if (section === undefined) {
      const known = Object.keys(csvTypes).join(', ');
      problems.push({ item: where, field: 'type', reason: `'${type}' is none of ${known}` });
    } else if (fields.slice(columns.length).some((field) => field.trim() !== '')) {
      problems.push({
        item: where,
        reason: `it has ${fields.length} fields, the first line ${columns.length}`,
      });
    } else items.push({ section, where, value: typed(type, given) });
  }
  return { items, problems };
}

function recordOf(columns: string[], fields: string[]): Record<string, string> {
  const pairs = columns.map((column, index) => [column, fields[index]?.trim() ?? ''] as const);
  return Object.fromEntries(pairs.filter(([column, value]) => column !== '' && value !== ''));
}

/** Numbers where the column has numbers; what is no number stays, so that the check can say so. */
function typed(type: string, given: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([column, value]) => {
      const isNumber = numericColumns.has(`${type}.${column}`) && /^\d+(\.\d+)?$/.test(value);
      return [column, isNumber ? Number(value) : value];
    }),
  );
}
