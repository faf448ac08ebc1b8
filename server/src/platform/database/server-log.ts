import { open, rename, stat } from 'node:fs/promises';

const largestLog = 10 * 1024 * 1024;
const tailBytes = 16 * 1024;

/** The server's standard error, appended over its starts; one older file is kept. */
export async function rotateLog(path: string): Promise<void> {
  if ((await logSize(path)) > largestLog) await rename(path, `${path}.1`);
}

export async function logSize(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** What was written since an offset; of much, the end. */
export async function readLogTail(path: string, from: number): Promise<string> {
  const size = await logSize(path);
  const start = Math.max(from, size - tailBytes);
  if (size <= start) return '';
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The last line that says why the server does not run, without its time. */
export function lastFault(log: string): string | undefined {
  const line = log.split('\n').findLast((text) => /FATAL:|PANIC:|^postgres: |error while loading/.test(text));
  return line?.replace(/^.*?(?:FATAL|PANIC):\s*/, '');
}
