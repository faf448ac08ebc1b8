import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useState } from 'react';
import { pageScroller, useScrollMargin } from './scroller.ts';

type VirtualRowsProps<Row> = {
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** Rough height of a row in pixels; the real one is measured. */
  estimate: (row: Row) => number;
  children: (row: Row, index: number) => ReactNode;
  label: string;
};

/** A list as long as it gets: only what is in sight, and a little around it, is in the document. */
export function VirtualRows<Row>({ rows, keyOf, estimate, children, label }: VirtualRowsProps<Row>) {
  const [container, scrollMargin] = useScrollMargin();
  const [initialRect] = useState(() => ({ width: innerWidth, height: innerHeight }));
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: pageScroller,
    estimateSize: (index) => estimate(rows[index]!),
    getItemKey: (index) => keyOf(rows[index]!),
    overscan: 10,
    scrollMargin,
    initialRect,
  });
  return (
    <div ref={container} role="list" aria-label={label}>
      <div className="tuskar-virtual" style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {virtualizer.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            role="listitem"
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            data-index={index}
            ref={virtualizer.measureElement}
            className="tuskar-virtual-row"
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            {children(rows[index]!, index)}
          </div>
        ))}
      </div>
    </div>
  );
}
