import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

function capture() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({
    level: 'debug',
    destination: { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
  });
  return { log, lines };
}

test('a line says when, how grave, and what it is about', () => {
  const { log, lines } = capture();
  log.child({ operation: 'op-1', host: 'try-1' }).warn({ attempt: 2 }, 'a step failed');
  expect(lines).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      level: 'warn',
      operation: 'op-1',
      host: 'try-1',
      attempt: 2,
      msg: 'a step failed',
    },
  ]);
});

test('secrets do not reach the output, however deep', () => {
  const { log, lines } = capture();
  log.info({ body: { user: 'ada', password: 'hunter2', tokens: [{ token: 'abc' }] } }, 'request');
  log.child({ authorization: 'Bearer abc' }).info('child');
  expect(lines[0]).toMatchObject({ body: { user: 'ada', password: '[redacted]' } });
  const text = JSON.stringify(lines);
  expect(text).not.toMatch(/hunter2|abc/);
});

test('errors keep their stack, and cycles do no harm', () => {
  const { log, lines } = capture();
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  log.error({ err: new Error('broken'), cycle }, 'failed');
  expect(lines[0]).toMatchObject({ err: { type: 'Error', message: 'broken' } });
});
