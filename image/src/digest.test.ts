import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imageId, recipeDigest, resolvedDigest } from './digest.ts';
import type { Recipe } from './recipe.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(`${tmpdir()}/tuskar-digest-`);
  await mkdir(`${directory}/rootfs`);
  await writeFile(`${directory}/finish.sh`, 'true\n');
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

const recipe = (more: Partial<Recipe> = {}): Recipe => ({
  name: 'mini',
  directory,
  suite: 'trixie',
  architecture: 'amd64',
  openstack: null,
  from: null,
  packages: ['busybox'],
  lonePackages: [],
  paths: [],
  services: {},
  patches: [],
  preparation: null,
  tasks: [],
  options: [],
  databases: [],
  guest: null,
  ramdisk: null,
  disk: null,
  diskBytes: 1,
  ...more,
});

const apt = {
  name: 'apt',
  version: '3',
  architecture: 'amd64',
  bytes: 1,
  checksum: 'SHA256:a',
  file: 'apt.deb',
};
const dpkg = {
  name: 'dpkg',
  version: '1',
  architecture: 'amd64',
  bytes: 1,
  checksum: 'SHA256:b',
  file: 'dpkg.deb',
};

describe('recipeDigest', () => {
  it('is the same for the same recipe in another directory', async () => {
    const first = await recipeDigest(recipe());
    const copy = await mkdtemp(`${tmpdir()}/tuskar-digest-`);
    await writeFile(`${copy}/finish.sh`, 'true\n');
    expect(await recipeDigest(recipe({ directory: copy }))).toBe(first);
    await rm(copy, { recursive: true });
  });

  it('changes with a package, a file, and whether a file can be run', async () => {
    const digests = [await recipeDigest(recipe()), await recipeDigest(recipe({ packages: ['dash'] }))];
    await writeFile(`${directory}/rootfs/hosts`, 'x');
    digests.push(await recipeDigest(recipe()));
    await chmod(`${directory}/rootfs/hosts`, 0o755);
    digests.push(await recipeDigest(recipe()));
    await writeFile(`${directory}/rootfs/hosts`, 'y');
    digests.push(await recipeDigest(recipe()));
    expect(new Set(digests).size).toBe(digests.length);
  });
});

describe('resolvedDigest', () => {
  it('depends on the packages, not on their order', () => {
    expect(resolvedDigest([apt, dpkg])).toBe(resolvedDigest([dpkg, apt]));
    expect(resolvedDigest([apt, dpkg])).not.toBe(resolvedDigest([apt, { ...dpkg, version: '2' }]));
    expect(resolvedDigest([apt])).not.toBe(resolvedDigest([{ ...apt, checksum: 'SHA256:c' }]));
  });
});

describe('imageId', () => {
  it('names recipe and content', () => {
    const id = imageId({ recipe: 'host', digest: 'a', resolved: 'b' });
    expect(id).toMatch(/^host-[0-9a-f]{12}$/);
    expect(imageId({ recipe: 'host', digest: 'a', resolved: 'c' })).not.toBe(id);
    expect(imageId({ recipe: 'host', digest: 'c', resolved: 'b' })).not.toBe(id);
  });
});
