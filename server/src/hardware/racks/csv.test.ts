import { describe, expect, it } from 'vitest';
import { csvText, parseCsv } from './csv.ts';

const fieldsOf = (text: string) => parseCsv(text).rows.map(({ fields }) => fields);

describe('CSV', () => {
  it('reads what it writes', () => {
    const rows = [
      ['a', 'with "quotes"', 'with, comma'],
      ['', 'two\nlines', ' spaces '],
    ];
    expect(fieldsOf(csvText(rows))).toEqual(rows);
  });

  it('bears a byte order mark, empty lines and a last line without an end', () => {
    expect(parseCsv('\uFEFFa,b\r\n\r\n1,2').rows).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 3, fields: ['1', '2'] },
    ]);
  });

  it('knows the line of each row, and of a quote that is never closed', () => {
    expect(parseCsv('a\n"x\ny"\nb').rows.map(({ line }) => line)).toEqual([1, 2, 4]);
    expect(parseCsv('a\n"x\n').unclosedAt).toBe(2);
  });
});
