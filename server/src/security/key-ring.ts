import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';

/** The key-encryption keys: files that only Tuskar's user can read, outside the database. */
export type KeyRing = {
  newest: () => { id: string; key: Buffer };
  /** 'sealing-key-missing' where there is no such key. */
  get: (id: string) => Buffer;
};

const suffix = '.key';

/**
 * Opens the key ring of a directory, and makes its first key. Ids begin with the time they were made at, so the last by
 * name is the newest. Two processes that both make a first key make two: each value names the one that it needs.
 */
export function openKeyRing(directory: string): KeyRing {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (idsIn(directory).length === 0) makeKey(directory);
  const keys = new Map<string, Buffer>();

  function get(id: string): Buffer {
    const known = keys.get(id);
    if (known !== undefined) return known;
    const key = readKey(directory, id);
    keys.set(id, key);
    return key;
  }

  return {
    get,
    newest: () => {
      const id = idsIn(directory).at(-1);
      if (id === undefined) throw missing(directory, 'any');
      return { id, key: get(id) };
    },
  };
}

function idsIn(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(suffix))
    .map((name) => name.slice(0, -suffix.length))
    .sort();
}

function makeKey(directory: string): void {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const id = `${time}-${randomBytes(4).toString('hex')}`;
  writeFileSync(join(directory, id + suffix), `${randomBytes(32).toString('base64')}\n`, {
    flag: 'wx',
    mode: 0o600,
    flush: true,
  });
}

function readKey(directory: string, id: string): Buffer {
  if (!/^[\w-]+$/.test(id)) throw missing(directory, id);
  let text: string;
  try {
    text = readFileSync(join(directory, id + suffix), 'utf8');
  } catch (cause) {
    throw missing(directory, id, cause);
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw missing(directory, id, new Error('the file does not hold 32 bytes in base64'));
  return key;
}

function missing(directory: string, id: string, cause?: unknown): TuskarError {
  return new TuskarError(
    'sealing-key-missing',
    `The sealing key '${id}' is not in ${directory}, or not readable.`,
    {
      cause,
      context: { id, directory },
    },
  );
}
