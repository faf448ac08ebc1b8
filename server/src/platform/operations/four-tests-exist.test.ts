import { glob, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../..');

test('every operation has its four tests beside it', async () => {
  const missing: string[] = [];
  for await (const path of glob('*/operations/*.ts', { cwd: source })) {
    if (path.startsWith('platform/') || /\.(test|scenario)\.ts$/.test(path)) continue;
    const kinds = [...(await read(path)).matchAll(/^\s*kind: '([a-z-]+\.[a-z-]+)'/gm)].map(
      ([, kind]) => kind,
    );
    for (const kind of kinds) {
      const tests = await read(join(dirname(path), `${basename(path, '.ts')}.db.test.ts`)).catch(() => '');
      if (!tests.includes(`fourTests('${kind}'`)) missing.push(`${path}: ${kind}`);
    }
  }
  expect(missing).toEqual([]);
});

function read(path: string): Promise<string> {
  return readFile(join(source, path), 'utf8');
}
