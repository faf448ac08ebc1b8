import { expect, test } from 'vitest';
import { createLogWriter, mostLines } from './log-writer.ts';
import type { LogEntry } from './journal-writes.ts';
import type { OperationRecord } from './record.ts';

function setUp(kept = 0) {
  const writes: LogEntry[][] = [];
  const record = {
    operation: { log_lines: kept },
    appendLog: async (lines: LogEntry[]) => void writes.push(lines),
  } as unknown as OperationRecord;
  const log = createLogWriter({ record, write: (work) => work() });
  const add = (line: string) => log.add({ at: new Date(), step: 'a', host: null, level: 'info', line });
  return { log, add, writes };
}

test('lines are written in batches, in order, within 200 ms', async () => {
  const { add, writes } = setUp();
  for (let line = 1; line <= 450; line++) add(String(line));
  await expect.poll(() => writes.length, { timeout: 2000 }).toBe(3);
  expect(writes.map(({ length }) => length)).toEqual([200, 200, 50]);
  expect(writes.flat().map(({ line }) => Number(line))).toEqual(Array.from({ length: 450 }, (_, i) => i + 1));
});

test('a log that has grown too long says so, once', async () => {
  const { log, add, writes } = setUp(mostLines - 2);
  for (const line of ['a', 'b', 'c', 'd']) add(line);
  await log.flush();
  const lines = writes.flat().map(({ line }) => line);
  expect(lines).toEqual(['a', expect.stringContaining(`${mostLines} lines`)]);
});

test('a long line is cut, and what cannot be stored left out', async () => {
  const { log, add, writes } = setUp();
  add('x'.repeat(5000));
  add('a\0b');
  await log.flush();
  const [long, nul] = writes.flat();
  expect(long?.line).toMatch(/^x{4000} … \(5000 characters\)$/);
  expect(nul?.line).toBe('ab');
});
