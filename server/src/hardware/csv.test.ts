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
    expect(parseCsv('a\n"x').unclosedAt).toBe(2);
    expect(parseCsv('a\n"x"').unclosedAt).toBeUndefined();
  });

  it('says on which lines something stands behind a closing quote', () => {
    expect(parseCsv('"a" ,b\n"x\ny"z,"pass"word"\n').strayAt).toEqual([3, 3]);
  });

  it('leaves out the spaces around a field, not those in its quotes', () => {
    expect(fieldsOf(' a ,\t" b " , "" ')).toEqual([['a', ' b ', '']]);
  });

  it.each([
    ['a,b,\n', [['a', 'b', '']]],
    ['a,\nb', [['a', ''], ['b']]],
    ['a,', [['a', '']]],
    [',a', [['', 'a']]],
    ['a\rb', [['a'], ['b']]],
    ['a\n,,,\n"",""\n  \n', [['a']]],
    ['pa"ss', [['pa"ss']]],
    ['"a""","b"', [['a"', 'b']]],
    ['', []],
  ])('reads %j', (text, rows) => {
    expect(fieldsOf(text)).toEqual(rows);
  });

  it('reads another separator, and leaves out comments', () => {
    const text = '# Bob\'s "rack\na;"b;c"\n#\nd;#e';
    const { rows, unclosedAt } = parseCsv(text, { separator: ';', comment: '#' });
    expect(rows).toEqual([
      { line: 2, fields: ['a', 'b;c'] },
      { line: 4, fields: ['d', '#e'] },
    ]);
    expect(unclosedAt).toBeUndefined();
    expect(parseCsv('a\t\tb', { separator: '\t' }).rows).toEqual([{ line: 1, fields: ['a', '', 'b'] }]);
  });
});
