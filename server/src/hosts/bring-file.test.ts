import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bringFile, type FileToBring } from './bring-file.ts';
import { localConnection as here } from './testing-connection.ts';

let directory: string;
let file: FileToBring;

beforeEach(async () => {
  const place = await mkdtemp(join(tmpdir(), 'tuskar-bring-'));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  const content = Buffer.alloc(9_000_000, 'tuskar');
  const source = join(place, 'agent.initramfs');
  await writeFile(source, content);
  directory = join(place, 'files');
  file = { source, sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length };
});

describe('bringing a file', () => {
  it('puts it where its digest is its name, and says how far it is', async () => {
    const sent: number[] = [];
    const brought = await bringFile(here, { file, directory, progress: (bytes) => sent.push(bytes) });
    expect(brought).toEqual({ path: join(directory, file.sha256), sent: true });
    const [there, original] = await Promise.all([readFile(brought.path), readFile(file.source)]);
    expect(there.equals(original)).toBe(true);
    expect(sent.length).toBeGreaterThan(1);
  });

  it('sends nothing that is there', async () => {
    await bringFile(here, { file, directory });
    expect(await bringFile(here, { file, directory })).toMatchObject({ sent: false });
  });

  it('keeps nothing that arrives damaged', async () => {
    await writeFile(file.source, Buffer.alloc(file.bytes, 'another'));
    await expect(bringFile(here, { file, directory })).rejects.toMatchObject({
      code: 'file-not-brought',
      message: expect.stringContaining('damaged'),
    });
    expect(await readdir(directory)).toEqual([]);
  });
});
