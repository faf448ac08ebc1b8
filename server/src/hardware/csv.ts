/** Lines of fields, as RFC 4180 has them. */
export function csvText(rows: (string | number | null)[][]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export type CsvRow = { line: number; fields: string[] };
export type CsvTable = {
  rows: CsvRow[];
  /** The line of a quote that nothing closes: what follows it is one field. */
  unclosedAt: number | undefined;
  /** Lines with text behind a closing quote: a quote in a quoted field is written twice. */
  strayAt: number[];
};

/**
 * Reads RFC 4180, with any line ending, a byte order mark, quoted fields over several lines, another separator, and lines
 * of comments where they have a mark. What stands in quotes stays as it is, the rest is without the spaces around it. Rows of
 * empty fields are left out.
 */
export function parseCsv(
  text: string,
  { separator = ',', comment }: { separator?: string; comment?: string } = {},
): CsvTable {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const table: CsvTable = { rows: [], unclosedAt: undefined, strayAt: [] };
  let row: CsvRow = { line: 1, fields: [] };
  let [line, at] = [1, 0];

  /** From `at` to the next of these characters, or to the end. */
  const upTo = (ends: string): string => {
    const from = at;
    while (at < source.length && !ends.includes(source.charAt(at))) at += 1;
    return source.slice(from, at);
  };
  const plainField = () => upTo(`${separator}\n`).trim();
  const quotedField = (): string => {
    const opened = line;
    let value = '';
    do {
      at += 1;
      value += upTo('"');
      at += 1;
      if (source.charAt(at) === '"') value += '"';
    } while (source.charAt(at) === '"');
    line += value.split('\n').length - 1;
    if (at > source.length) table.unclosedAt = opened;
    if (plainField() !== '') table.strayAt.push(line);
    return value;
  };
  const nextField = (): string => {
    const start = at;
    while (source.charAt(at) !== separator && /[^\S\n]/.test(source.charAt(at))) at += 1;
    if (source.charAt(at) === '"') return quotedField();
    at = start;
    return plainField();
  };

  while (at < source.length) {
    if (row.fields.length === 0 && comment !== undefined && source.startsWith(comment, at)) upTo('\n');
    else row.fields.push(nextField());
    if (at < source.length && source.charAt(at) === separator) {
      at += 1;
      if (at < source.length && source.charAt(at) !== '\n') continue;
      row.fields.push('');
    }
    at += 1;
    line += 1;
    if (row.fields.some((one) => one.trim() !== '')) table.rows.push(row);
    row = { line, fields: [] };
  }
  return table;
}
