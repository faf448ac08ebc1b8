import type { OperationLogLine } from '@tuskar/contract/operation.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { ArrowDownIcon } from '@patternfly/react-icons/dist/dynamic/icons/arrow-down-icon';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';

type LogViewProps = { lines: OperationLogLine[]; isGrowing: boolean; showsHost: boolean };

const lineHeight = 20;
const nearEnd = 40;
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** Follows the end of a log as it grows, until the person scrolls up to read. */
export function LogView({ lines, isGrowing, showsHost }: LogViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const [follows, setFollows] = useState(true);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 30,
  });

  useEffect(() => {
    if (follows && lines.length > 0) virtualizer.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [follows, lines.length, virtualizer]);

  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = box.current!;
    setFollows(scrollHeight - scrollTop - clientHeight < nearEnd);
  };

  return (
    <div className="tuskar-log-frame">
      {/* A log that speaks each of a thousand lines helps nobody: it is read on demand. */}
      <div
        className="tuskar-log"
        role="log"
        aria-live="off"
        aria-label="Log"
        tabIndex={0}
        ref={box}
        onScroll={onScroll}
      >
        {lines.length === 0 && <p className="tuskar-quiet">{isGrowing ? 'No output yet.' : 'No output.'}</p>}
        <div className="tuskar-virtual" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const { seq, at, host, level, line } = lines[index]!;
            return (
              <div
                key={seq}
                data-index={index}
                ref={virtualizer.measureElement}
                className={`tuskar-virtual-row tuskar-log-line tuskar-log-${level}`}
                style={{ transform: `translateY(${start}px)` }}
              >
                <time dateTime={at} title={at}>
                  {time.format(new Date(at))}
                </time>
                {showsHost && <span className="tuskar-log-host">{host ?? '—'}</span>}
                <span className="tuskar-log-text">
                  {level !== 'info' && <span className="tuskar-log-level">{level} </span>}
                  {line}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {!follows && (
        <Button
          className="tuskar-log-end"
          variant="secondary"
          size="sm"
          icon={<ArrowDownIcon aria-hidden />}
          onClick={() => setFollows(true)}
        >
          {isGrowing ? 'Follow' : 'End'}
        </Button>
      )}
    </div>
  );
}
