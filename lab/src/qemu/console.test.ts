import { appendFileSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boundConsole, consoleText } from './console.ts';

let directory: string;
const path = (): string => join(directory, 'console.log');
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'console-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test('a machine that never ran has said nothing', () => {
  expect(consoleText(path())).toBe('');
  boundConsole(path());
});

test('a link to a file of others is not followed', () => {
  symlinkSync('/etc/hostname', path());
  expect(consoleText(path())).toBe('');
});

test('the text is the last of the log, without escapes', () => {
  appendFileSync(path(), 'old\n\u001b[2J\u001b[01;01Hnew\r\n');
  expect(consoleText(path())).toBe('old\nnew\n');
  expect(consoleText(path(), 5)).toBe('new\n');
});

test('a log that has grown moves aside, the file itself stays', () => {
  appendFileSync(path(), 'x'.repeat(1024 * 1024 + 1));
  const { ino } = statSync(path());
  boundConsole(path());
  expect(statSync(path())).toMatchObject({ ino, size: 0 });
  expect(statSync(`${path()}.1`).size).toBe(1024 * 1024 + 1);
});
