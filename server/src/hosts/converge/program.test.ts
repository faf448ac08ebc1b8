import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';

const directory = join(import.meta.dirname, 'tuskar_converge');
const modules = readdirSync(directory).filter((file) => /^test_(?!harness).*\.py$/.test(file));

/** The converge program is tested in its own language; here its tests are run with all others. */
describe.concurrent('the converge program', () => {
  it.each(modules)('%s', { timeout: 300_000 }, async (file) => {
    const name = `tuskar_converge.${file.slice(0, -'.py'.length)}`;
    const result = await execa('python3', ['-m', 'unittest', name], {
      cwd: import.meta.dirname,
      reject: false,
    });
    expect(result.stderr).toMatch(/\nOK( \(skipped=\d+\))?$/);
  });
});
