import { describe, expect, it } from 'vitest';
import { printList, printThing } from './output.ts';
import { recordedIo } from './testing.ts';

const columns = [
  { title: 'name', value: (row: { name: string; n: number | null }) => row.name },
  { title: 'count', value: (row: { name: string; n: number | null }) => row.n },
];
const rows = [
  { name: 'one', n: 0 },
  { name: 'another', n: null },
];

describe('printList', () => {
  it('lines up columns, shows 0 as 0 and nothing as -', () => {
    const io = recordedIo();
    printList(io, { rows, columns, format: 'table', empty: 'none' });
    expect(io.output).toEqual(['NAME     COUNT', 'one      0', 'another  -']);
  });

  it('says that there is nothing on standard error, so that pipes get no rows', () => {
    const io = recordedIo();
    printList(io, { rows: [], columns, format: 'table', empty: 'There are none.' });
    expect(io.output).toEqual([]);
    expect(io.said).toEqual(['There are none.']);
  });

  it('gives programs the rows whole', () => {
    const json = recordedIo();
    printList(json, { rows, columns, format: 'json', empty: '' });
    expect(JSON.parse(json.output.join('\n'))).toEqual(rows);
    const yaml = recordedIo();
    printList(yaml, { rows: [], columns, format: 'yaml', empty: '' });
    expect(yaml.output).toEqual(['[]']);
  });
});

describe('printThing', () => {
  it('puts further lines of a value below the first', () => {
    const io = recordedIo();
    printThing(io, {
      thing: {},
      format: 'table',
      fields: [
        ['hosts', 'a\nb'],
        ['id', 'x'],
      ],
    });
    expect(io.output).toEqual(['hosts  a', '       b', 'id     x']);
  });
});
