/** Lines of fields, as RFC 4180 has them. */
export function csvText(rows: (string | number | null)[][]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export type CsvRow = { line: number; fields: string[] };

/** Reads RFC 4180, with either line ending, a byte order mark, and quoted fields over several lines. */
export function parseCsv(text: string): { rows: CsvRow[]; unclosedAt: number | undefined } {
  const rows: CsvRow[] = [];
  let row: CsvRow = { line: 1, fields: [] };
  let line = 1;
  let value = '';
  let quotedAt: number | undefined;
  const endRow = () => {
    row.fields.push(value);
    if (row.fields.some((one) => one.trim() !== '')) rows.push(row);
    row = { line, fields: [] };
    value = '';
  };
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  for (let index = 0; index < source.length; index += 1) {
    const character = source[index];
    if (character === '\n') line += 1;
    if (quotedAt !== undefined) {
      if (character !== '"') value += character;
      else if (source[index + 1] === '"') {
        value += '"';
        index += 1;
      } else quotedAt = undefined;
    } else if (character === '"' && value === '') quotedAt = line;
    else if (character === ',') {
      row.fields.push(value);
      value = '';
    } else if (character === '\n') endRow();
    else value += character;
  }
  endRow();
  return { rows, unclosedAt: quotedAt };
}
