import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ensureSshKey } from './key.ts';

let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'ssh-key-')), 'ssh');
});
afterEach(() => rm(join(directory, '..'), { recursive: true }));

it('makes one key, however many ask at once, and keeps it', async () => {
  const keys = await Promise.all([1, 2, 3].map(() => ensureSshKey({ directory })));
  keys.push(await ensureSshKey({ directory }));
  expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1);
  expect(keys[0]?.publicKey).toMatch(/^ssh-ed25519 AAAA\S+ tuskar$/);
  expect(await readdir(directory)).toEqual(['id_ed25519']);
});

it('keeps the private key from everyone else', async () => {
  const { file } = await ensureSshKey({ directory });
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect((await stat(directory)).mode & 0o077).toBe(0);
});
