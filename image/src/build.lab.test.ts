import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildImage } from './build.ts';
import { miniRecipe } from './recipes/mini/recipe.ts';
import { readManifest } from './store.ts';

const main = fileURLToPath(new URL('recipes/mini/main.ts', import.meta.url));
const mounts = async (): Promise<string> => await readFile('/proc/self/mounts', 'utf8');

let cacheDir: string;
let mountsBefore: string;
beforeAll(async () => {
  mountsBefore = await mounts();
  cacheDir = await mkdtemp('/var/tmp/tuskar image ');
});
afterAll(async () => {
  await rm(cacheDir, { recursive: true });
});

const start = () => execa(process.execPath, [main, cacheDir], { reject: false });

async function untilStep(build: ReturnType<typeof start>, step: string): Promise<void> {
  for await (const line of build.iterable()) if (line === `step ${step}`) return;
  throw new Error(`the build ended before ${step}: ${(await build).stderr}`);
}

/** Processes whose root or command line is below a directory. */
async function processesOf(directory: string): Promise<string[]> {
  const { stdout } = await execa('ps', ['-eo', 'args']);
  return stdout.split('\n').filter((line) => line.includes(directory) && !line.includes('vitest'));
}

const idOf = (stdout: string): string => /^id (\S+)$/m.exec(stdout)?.[1] ?? '';

describe('building an image', () => {
  it('survives kill -9, is done once by two builds at the same time, and leaves nothing behind', async () => {
    const killed = start();
    await untilStep(killed, 'install');
    killed.kill('SIGKILL');
    await killed;
    await expect.poll(async () => await processesOf(cacheDir)).toEqual([]);
    expect(await mounts()).toBe(mountsBefore);

    const [first, second] = await Promise.all([start(), start()]);
    expect([first.stderr, second.stderr]).toEqual(['', '']);
    const id = idOf(first.stdout);
    expect(id).toMatch(/^mini-/);
    expect(idOf(second.stdout)).toBe(id);
    const both = [first.stdout, second.stdout];
    expect(both.filter((stdout) => stdout.includes('step wait'))).toHaveLength(1);
    expect(both.filter((stdout) => stdout.includes('step manifest'))).toHaveLength(1);
    expect(both.join('\n')).not.toContain('step fetch-base');

    expect(await mounts()).toBe(mountsBefore);
    expect((await readdir(`${cacheDir}/images`)).sort()).toEqual(['.locks', id]);
    const root = `${cacheDir}/images/${id}/rootfs`;
    expect(await readFile(`${root}/etc/machine-id`, 'utf8')).toBe('');
    expect(await readFile(`${root}/etc/tuskar-mini`, 'utf8')).toBe('after\n');
    expect(await readFile(`${root}/etc/tuskar-mini-interfaces`, 'utf8')).toBe('lo\n');
    expect(await readdir(`${root}/etc/apt/sources.list.d`)).toEqual([]);
    const manifest = await readManifest(id, { cacheDir });
    expect(manifest.packages.map(({ name }) => name)).toContain('psmisc');
    expect(manifest.services['busybox']).toMatch(/^1\./);
  });

  it('finds the image without the tools, the network or a wait', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    const began = performance.now();
    const { id } = await buildImage({ recipe: miniRecipe, cacheDir });
    process.env['PATH'] = path;
    expect(id).toMatch(/^mini-/);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
