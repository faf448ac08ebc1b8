import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestFixture } from './manifest-fixture.ts';
import type { Manifest } from './schema.ts';
import { chooseHostImage, listImages, newestImage, readManifest, readOptions, removeImage } from './store.ts';

let cacheDir: string;
beforeEach(async () => {
  cacheDir = await mkdtemp(`${tmpdir()}/tuskar-store-`);
});
afterEach(async () => {
  await rm(cacheDir, { recursive: true });
});

const put = async (manifest: Manifest): Promise<void> => {
  await mkdir(`${cacheDir}/images/${manifest.id}`, { recursive: true });
  await writeFile(`${cacheDir}/images/${manifest.id}/manifest.json`, JSON.stringify(manifest));
};

const older = manifestFixture({ id: 'host-000000000001', createdAt: '2026-01-01T00:00:00.000Z' });
const newer = manifestFixture({
  id: 'host-000000000002',
  createdAt: '2026-02-01T00:00:00.000Z',
  recipe: { name: 'host', digest: 'e' },
});

describe('the store of images', () => {
  it('is empty where nothing was built', async () => {
    expect(await listImages({ cacheDir })).toEqual([]);
    expect(await newestImage({ recipe: 'host' }, { cacheDir })).toBeNull();
  });

  it('lists the newest first, without what is being built or cannot be read', async () => {
    await put(older);
    await put(newer);
    await mkdir(`${cacheDir}/images/.partial-host-0123456789ab`);
    await mkdir(`${cacheDir}/images/host-00000000000f`);
    expect((await listImages({ cacheDir })).map(({ id }) => id)).toEqual([newer.id, older.id]);
  });

  it('finds the newest of a recipe, or of one version of it', async () => {
    await put(older);
    await put(newer);
    expect((await newestImage({ recipe: 'host' }, { cacheDir }))?.id).toBe(newer.id);
    expect((await newestImage({ recipe: 'host', digest: 'd' }, { cacheDir }))?.id).toBe(older.id);
    expect(await newestImage({ recipe: 'agent' }, { cacheDir })).toBeNull();
  });

  it('chooses host images only', async () => {
    await expect(chooseHostImage(undefined, { cacheDir })).rejects.toMatchObject({ code: 'image-not-found' });
    const agent = manifestFixture({
      id: 'agent-000000000003',
      createdAt: '2026-03-01T00:00:00.000Z',
      recipe: { name: 'agent', digest: 'f' },
    });
    await put(older);
    await put(newer);
    await put(agent);
    expect((await chooseHostImage(undefined, { cacheDir })).id).toBe(newer.id);
    expect((await chooseHostImage(older.id, { cacheDir })).id).toBe(older.id);
    await expect(chooseHostImage(agent.id, { cacheDir })).rejects.toMatchObject({
      code: 'image-unsuitable',
      context: { recipe: 'agent' },
    });
  });

  it.each(['host-ffffffffffff', '../etc', ''])('has no image %j', async (id) => {
    await expect(readManifest(id, { cacheDir })).rejects.toMatchObject({ code: 'image-not-found' });
    await expect(removeImage(id, { cacheDir })).rejects.toMatchObject({ code: 'image-not-found' });
  });

  it.each([
    ['no JSON', '{'],
    ['an unknown field', JSON.stringify({ ...older, more: 1 })],
    ['a missing field', JSON.stringify({ ...older, packages: undefined })],
  ])('refuses a manifest with %s', async (_name, text) => {
    await put(older);
    await writeFile(`${cacheDir}/images/${older.id}/manifest.json`, text);
    await expect(readManifest(older.id, { cacheDir })).rejects.toMatchObject({
      code: 'image-manifest-invalid',
    });
  });

  it('reads the option schema of a service', async () => {
    await put(older);
    await mkdir(`${cacheDir}/images/${older.id}/options`);
    const schema = { service: 'nova', version: '31.0.0', options: {}, dynamic: [] };
    await writeFile(`${cacheDir}/images/${older.id}/options/nova.json`, JSON.stringify(schema));
    expect(await readOptions({ id: older.id, service: 'nova' }, { cacheDir })).toEqual(schema);
    const other = readOptions({ id: older.id, service: 'heat' }, { cacheDir });
    await expect(other).rejects.toMatchObject({ code: 'image-not-found' });
  });

  it('removes an image whole', async () => {
    await put(older);
    await removeImage(older.id, { cacheDir });
    expect(await readdir(`${cacheDir}/images`)).toEqual([]);
  });
});
