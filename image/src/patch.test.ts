import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPatch, type GuardedPatch } from './patch.ts';

const patch: GuardedPatch = { path: '/f.py', find: 'sleep(10)\n', replace: 'pass  # $&\n', why: 'slow' };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(`${tmpdir()}/tuskar-patch-`);
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('applyPatch', () => {
  it('changes the known passage, once', async () => {
    await writeFile(`${root}/f.py`, 'a\nsleep(10)\nb\n');
    expect(await applyPatch(root, patch)).toBe('applied');
    expect(await readFile(`${root}/f.py`, 'utf8')).toBe('a\npass  # $&\nb\n');
    expect(await applyPatch(root, patch)).toBe('present');
    expect(await readFile(`${root}/f.py`, 'utf8')).toBe('a\npass  # $&\nb\n');
  });

  it.each([
    ['is not there', 'a\nsleep(5)\n'],
    ['is there twice', 'sleep(10)\nsleep(10)\n'],
  ])('refuses a file where the passage %s, and leaves it', async (_name, text) => {
    await writeFile(`${root}/f.py`, text);
    await expect(applyPatch(root, patch)).rejects.toMatchObject({ code: 'image-patch-refused' });
    expect(await readFile(`${root}/f.py`, 'utf8')).toBe(text);
  });

  describe('of a fault that the package may mend itself', () => {
    const mending: GuardedPatch = {
      path: '/f.py',
      find: 'if x:\n    y = 1\n',
      replace: 'if x:\n    if z:\n        y = 1\n',
      mendedBy: '    if z:\n        y = 1\n',
      why: 'wrong',
    };

    it('changes the faulty passage, once', async () => {
      await writeFile(`${root}/f.py`, 'if x:\n    y = 1\n');
      expect(await applyPatch(root, mending)).toBe('applied');
      expect(await applyPatch(root, mending)).toBe('present');
      expect(await readFile(`${root}/f.py`, 'utf8')).toBe(mending.replace);
    });

    it('leaves a package that has mended it', async () => {
      const mended = 'if x:\n    # Only where z.\n    if z:\n        y = 1\n';
      await writeFile(`${root}/f.py`, mended);
      expect(await applyPatch(root, mending)).toBe('mended');
      expect(await readFile(`${root}/f.py`, 'utf8')).toBe(mended);
    });

    it('leaves a package that has mended it at another place', async () => {
      const mended = 'if x:\n    y = 1\ndef later():\n    if z:\n        y = 1\n';
      await writeFile(`${root}/f.py`, mended);
      expect(await applyPatch(root, mending)).toBe('mended');
      expect(await readFile(`${root}/f.py`, 'utf8')).toBe(mended);
    });

    it.each([
      ['has neither passage', 'if x:\n    y = 2\n'],
      ['has the faulty one twice', 'if x:\n    y = 1\nif x:\n    y = 1\n'],
    ])('refuses a file that %s, and leaves it', async (_name, text) => {
      await writeFile(`${root}/f.py`, text);
      await expect(applyPatch(root, mending)).rejects.toMatchObject({ code: 'image-patch-refused' });
      expect(await readFile(`${root}/f.py`, 'utf8')).toBe(text);
    });
  });

  it('refuses a file that is not there', async () => {
    await expect(applyPatch(root, patch)).rejects.toMatchObject({ code: 'image-patch-refused' });
  });
});
