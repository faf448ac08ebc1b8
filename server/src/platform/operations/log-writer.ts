import { storableText } from '../json.ts';
import { createTurns } from '../turns.ts';
import type { LogEntry } from './journal-writes.ts';
import type { OperationRecord } from './record.ts';

export type LogWriter = {
  add: (entry: LogEntry) => void;
  /** Resolves when all that was added is kept. */
  flush: () => Promise<void>;
};

const flushMilliseconds = 200;
const linesPerWrite = 200;
const longestLine = 4000;
/** More than this is a fault of the step; the rest would only fill the database. */
export const mostLines = 50_000;

/** Collects lines and writes them in batches, within 200 ms. */
export function createLogWriter({
  record,
  write,
}: {
  record: OperationRecord;
  /** Runs a write until it succeeds or the execution is parked. */
  write: (work: () => Promise<void>) => Promise<void>;
}): LogWriter {
  let count = record.operation.log_lines;
  const buffer: LogEntry[] = [];
  let timer: NodeJS.Timeout | undefined;

  const turns = createTurns(async () => {
    clearTimeout(timer);
    timer = undefined;
    while (buffer.length > 0) {
      const lines = buffer.splice(0, linesPerWrite);
      await write(() => record.appendLog(lines));
    }
  });

  return {
    add: (entry) => {
      if (count >= mostLines) return;
      count += 1;
      buffer.push(count === mostLines ? lastLine(entry) : { ...entry, line: clip(entry.line) });
      timer ??= setTimeout(() => void turns.next(), flushMilliseconds);
    },
    flush: turns.next,
  };
}

function clip(line: string): string {
  const text = storableText(line);
  return text.length <= longestLine ? text : `${text.slice(0, longestLine)} … (${text.length} characters)`;
}

function lastLine({ at, step, host }: LogEntry): LogEntry {
  return {
    at,
    step,
    host,
    level: 'warn',
    line: `The log of this operation has reached ${mostLines} lines; further lines are not kept.`,
  };
}
