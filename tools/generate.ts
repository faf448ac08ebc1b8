import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { documents } from './documents/all.ts';

const root = join(import.meta.dirname, '..');

/** Writes what is generated; with --check only says what is stale, and fails if anything is. */
const check = process.argv.includes('--check');
const stale: string[] = [];
for (const [path, make] of Object.entries(documents)) {
  const text = make();
  if ((await readFile(join(root, path), 'utf8').catch(() => '')) === text) continue;
  stale.push(path);
  if (check) continue;
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}
for (const path of stale) process.stdout.write(`${check ? 'stale' : 'written'}: ${path}\n`);
if (check && stale.length > 0) {
  process.stderr.write('Make them anew with: npm run generate\n');
  process.exitCode = 1;
}
