import {
  closeSync,
  constants,
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
  const file = openOwn(path);
  if (file === undefined) return '';
  try {
    const stat = fstatSync(file);
    const size = stat.isFile() ? stat.size : 0;
    const buffer = Buffer.alloc(Math.min(size, bytes));
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return stripVTControlCharacters(buffer.toString('utf8')).replaceAll('\r', '');
  } finally {
    closeSync(file);
  }
}

/** The log lies where its machine may do as it likes: no link is followed, and nothing is waited for. */
function openOwn(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ELOOP', 'ENXIO'].includes(code)) return undefined;
    throw error;
  }
}
