import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInRoot } from '../chroot.ts';
import type { Manifest } from '../schema.ts';
import { imageDirectory, newestImage } from '../store.ts';

const cacheDir = process.env['TUSKAR_CACHE_DIR'] ?? '/var/cache/tuskar';
const disk = await newestImage({ recipe: 'disk' }, { cacheDir });
const host = await newestImage({ recipe: 'host' }, { cacheDir });
const driver = await readFile(fileURLToPath(new URL('driver.py', import.meta.url)), 'utf8');

/** Two minutes on a quiet machine; the disk is made on demand, so it may not be there. */
describe.skipIf(disk === null || host === null || process.env['CI'] !== undefined)(
  "the newest machines' disk",
  () => {
    let directory: string;
    beforeAll(async () => {
      directory = await mkdtemp(`${tmpdir()}/tuskar-disk-`);
    });
    afterAll(async () => {
      await rm(directory, { recursive: true });
    });

    it(
      'boots with Secure Boot to what its configuration drive says, on all of the disk',
      { timeout: 1_900_000 },
      async () => {
        const seen = new Map<string, unknown>();
        const { id, disk: made } = disk as Manifest;
        const image = imageDirectory(id, { cacheDir });
        await runInRoot(['python3', '-c', driver], {
          root: `${imageDirectory((host as Manifest).id, { cacheDir })}/rootfs`,
          binds: [
            { from: dirname(`${image}/${made?.file.path}`), to: '/run/machine' },
            { from: directory, to: '/run/work' },
          ],
          signal: AbortSignal.timeout(1_880_000),
          log: (line) => {
            if (!line.startsWith('{')) return;
            const { what, value } = JSON.parse(line) as { what: string; value: unknown };
            seen.set(what, value);
          },
        });
        expect(seen.get('hostname')).toBe('rack1-u7');
        expect(seen.get('address')).toMatch(/UP\s+198\.18\.0\.15\/24$/);
        expect(seen.get('secureBoot')).toBe('SecureBoot enabled');
        expect(seen.get('state')).toBe('running');
        expect(Number(seen.get('rootBytes'))).toBeGreaterThan(7e9);
      },
    );
  },
);
