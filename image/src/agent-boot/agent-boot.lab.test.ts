import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInRoot } from '../chroot.ts';
import type { Manifest } from '../schema.ts';
import { imageDirectory, newestImage } from '../store.ts';

const cacheDir = process.env['TUSKAR_CACHE_DIR'] ?? '/var/cache/tuskar';
const agent = await newestImage({ recipe: 'agent' }, { cacheDir });
const host = await newestImage({ recipe: 'host' }, { cacheDir });
const driver = await readFile(fileURLToPath(new URL('driver.py', import.meta.url)), 'utf8');

type Seen = { seconds: number; what: string; value: unknown };

/** Two minutes on a quiet machine; the agent image is built on demand, so it may not be there. */
describe.skipIf(agent === null || host === null || process.env['CI'] !== undefined)(
  'the newest agent ramdisk',
  () => {
    let directory: string;
    beforeAll(async () => {
      directory = await mkdtemp(`${tmpdir()}/tuskar-agent-`);
      for (const name of ['one', 'two']) {
        await using file = await open(`${directory}/${name}`, 'w');
        await file.truncate(64 * 1024 * 1024);
      }
    });
    afterAll(async () => {
      await rm(directory, { recursive: true });
    });

    it(
      'boots, reports its inventory, measures, erases both of its disks, and lets in whoever rescues it',
      { timeout: 1_800_000 },
      async () => {
        const seen: Seen[] = [];
        const { id, ramdisk } = agent as Manifest;
        const ironic = 'ipa-api-url=http://198.18.0.2:6385';
        const inspection =
          'ipa-inspection-callback-url=http://198.18.0.2:6385/v1/continue_inspection ipa-inspection-collectors=default,tuskar';
        await runInRoot(['python3', '-c', driver, `${ramdisk?.commandLine} ${ironic} ${inspection}`], {
          root: `${imageDirectory((host as Manifest).id, { cacheDir })}/rootfs`,
          binds: [
            { from: `${imageDirectory(id, { cacheDir })}/boot`, to: '/run/agent' },
            { from: directory, to: '/run/disks' },
          ],
          signal: AbortSignal.timeout(1_780_000),
          log: (line) => {
            if (line.startsWith('{')) seen.push(JSON.parse(line) as Seen);
          },
        });
        const valueOf = (what: string) => seen.find((one) => one.what === what)?.value;
        const serial = await readFile(`${directory}/serial.log`, 'utf8');
        expect(serial).toContain('Starting ironic-python-agent version');
        // What Python runs between fork and exec waits for ever for a lock that another thread has.
        expect(serial).not.toContain('_after_fork');
        expect(valueOf('inspection')).toMatchObject({
          tuskar: { format: 1, disks: [{ serial: 'ONE' }, { serial: 'TWO' }] },
        });
        expect(valueOf('steps')).toContain('tuskar_erase');
        const { results } = valueOf('results') as { results: { step: string; measured: unknown }[] };
        const steps = ['cpu', 'disk', 'memory', 'smart', 'gpu'].map((test) => `tuskar_burnin_${test}`);
        expect(results.map(({ step }) => step)).toEqual([...steps, 'tuskar_erase']);
        for (const { step } of results) expect(valueOf(step)).toEqual({ status: 'SUCCEEDED', error: null });
        const measured = Object.fromEntries(results.map((one) => [one.step, one.measured]));
        // What such a machine offers nothing for is told as that, and as no failure.
        expect(measured['tuskar_burnin_memory']).toMatchObject({ errors: { dimms: {} } });
        expect(measured['tuskar_burnin_gpu']).toMatchObject({ computed: false });
        expect(measured['tuskar_burnin_smart']).toMatchObject({
          disks: [
            { serial: 'ONE', supported: false },
            { serial: 'TWO', supported: true, result: 'unsupported', after: { nvme: { media_errors: 0 } } },
          ],
        });
        expect(measured['tuskar_erase']).toMatchObject({
          disks: [
            { serial: 'ONE', erased: true, method: 'overwrite-zeros', nistClass: 'Clear' },
            { serial: 'TWO', erased: true },
          ],
        });
        expect(valueOf('rescue')).toEqual({ status: 'SUCCEEDED', error: null });
        expect(valueOf('signed in')).toEqual(['rescue', 'root', 'dead']);
      },
    );
  },
);
