import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';

const directory = import.meta.dirname;
const program = join(directory, '../recipes/disk/rootfs/usr/lib/tuskar');
const modules = readdirSync(directory).filter((file) => /^test_.*\.py$/.test(file));

/** The first boot's program is tested in its own language, by this machine's Python; here its tests run with all others. */
describe.concurrent("the first boot of a machine's disk", () => {
  it.each(modules)('%s', { timeout: 120_000 }, async (file) => {
    const result = await execa('python3', ['-B', '-m', 'unittest', file.slice(0, -'.py'.length)], {
      cwd: directory,
      env: { PYTHONPATH: program },
      reject: false,
    });
    expect(result.stderr).toMatch(/\nOK$/);
  });
});
