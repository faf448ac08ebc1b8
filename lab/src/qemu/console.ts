import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const largest = 1024 * 1024;

/**
 * Keeps a console's log, to which QEMU appends, within two times a mebibyte: the older half moves aside. What QEMU writes
 * between copy and cut is lost.
 */
export function boundConsole(path: string): void {
  if (!existsSync(path) || statSync(path).size <= largest) return;
  copyFileSync(path, `${path}.1`);
  truncateSync(path, 0);
}

/** The last of a machine's serial console as text, without the escapes of a terminal. */
export function consoleText(path: string, bytes = 64 * 1024): string {
  if (!existsSync(path)) return '';
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const buffer = Buffer.alloc(Math.min(size, bytes));
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return stripVTControlCharacters(buffer.toString('utf8')).replaceAll('\r', '');
  } finally {
    closeSync(file);
  }
}
