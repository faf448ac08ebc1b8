import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table/dist/dynamic/components/Table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect } from 'react';
import { pageScroller, useScrollMargin } from './scroller.ts';

export type Column<Row> = {
  header: string;
  cell: (row: Row) => ReactNode;
  /** Share of the width in percent; the others share what is left. */
  width?: 10 | 15 | 20 | 25 | 30 | 35 | 40 | 45 | 50;
  /** Names the row to a screen reader. */
  isName?: true;
};

type DataTableProps<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Called when the last rows come into sight. */
  onEnd?: (() => void) | undefined;
};

/** Below this many rows the browser needs no help. */
const manyRows = 100;
const rowEstimate = 42;

/** A table of any length, which becomes a list of cards on a narrow screen. */
export function DataTable<Row>({ label, columns, rows, keyOf, onEnd }: DataTableProps<Row>) {
  const [container, scrollMargin] = useScrollMargin();
  const isLong = rows.length > manyRows;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: pageScroller,
    estimateSize: () => rowEstimate,
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: 20,
    scrollMargin,
    enabled: isLong,
  });
  const inSight = virtualizer.getVirtualItems();
  const lastIndex = isLong ? (inSight.at(-1)?.index ?? 0) : rows.length - 1;
  useEffect(() => {
    if (lastIndex >= rows.length - 1) onEnd?.();
  }, [lastIndex, rows.length, onEnd]);

  const row = (index: number) => {
    const item = rows[index]!;
    return (
      <Tr
        key={keyOf(item)}
        data-index={index}
        ref={isLong ? virtualizer.measureElement : null}
        {...position(index)}
      >
        {columns.map(({ header, cell, isName }) =>
          isName === true ? (
            <Th key={header} scope="row" dataLabel={header} modifier="breakWord">
              {cell(item)}
            </Th>
          ) : (
            <Td key={header} dataLabel={header} modifier="breakWord">
              {cell(item)}
            </Td>
          ),
        )}
      </Tr>
    );
  };
  const position = (index: number) => (isLong ? { 'aria-rowindex': index + 2 } : {});
  const first = inSight[0];
  const last = inSight.at(-1);

  return (
    <div ref={container} className="tuskar-table">
      <Table
        aria-label={label}
        variant="compact"
        gridBreakPoint="grid-md"
        role="table"
        {...(isLong ? { 'aria-rowcount': rows.length + 1 } : {})}
      >
        <Thead>
          <Tr>
            {columns.map(({ header, width }) => (
              <Th key={header} {...(width === undefined ? {} : { width })}>
                {header}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {isLong && <Spacer height={(first?.start ?? 0) - scrollMargin} />}
          {isLong ? inSight.map(({ index }) => row(index)) : rows.map((_, index) => row(index))}
          {isLong && <Spacer height={virtualizer.getTotalSize() + scrollMargin - (last?.end ?? 0)} />}
        </Tbody>
      </Table>
    </div>
  );
}

/** Stands for the rows that are not in the document. */
function Spacer({ height }: { height: number }) {
  return height <= 0 ? null : <tr aria-hidden className="tuskar-spacer" style={{ height }} />;
}
