import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documents } from './documents/all.ts';

it.each(Object.entries(documents))('%s is as `npm run generate` makes it', async (path, make) => {
  expect(await readFile(join(import.meta.dirname, '..', path), 'utf8')).toBe(make());
});
