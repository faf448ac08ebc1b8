import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';

const directory = import.meta.dirname;
const packages = join(directory, '../recipes/agent/rootfs/usr/lib/python3/dist-packages');
const modules = readdirSync(directory).filter((file) => /^test_.*\.py$/.test(file));

/** The hardware manager is tested in its own language, by this machine's Python; here its tests run with all others. */
describe.concurrent('the hardware manager of the agent ramdisk', () => {
  it.each(modules)('%s', { timeout: 120_000 }, async (file) => {
    const result = await execa('python3', ['-B', '-m', 'unittest', file.slice(0, -'.py'.length)], {
      cwd: directory,
      env: { PYTHONPATH: packages },
      reject: false,
    });
    expect(result.stderr).toMatch(/\nOK( \(skipped=\d+\))?$/);
  });
});
