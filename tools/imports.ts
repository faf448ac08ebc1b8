import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** An import in a source file: of another file of the repository, by its path, or of a package, by its name. */
export type Import = { from: string; to: string; kind: 'file' | 'package' };

const statement =
  /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;
const bare = /(?:^|\n)import\s*['"]([^'"]+)['"]/g;

/** The imports of a file, types too: a type is knowledge of another room as well. */
export function importsOf(root: string, from: string): Import[] {
  const text = readFileSync(join(root, from), 'utf8');
  const targets = [...text.matchAll(statement), ...text.matchAll(bare)].map(
    ([, one, other]) => one ?? other ?? '',
  );
  return targets.map((target) => resolve(from, target));
}

function resolve(from: string, target: string): Import {
  if (target.startsWith('.')) return { from, to: normalize(join(dirname(from), target)), kind: 'file' };
  const own = /^@tuskar\/([a-z]+)\/(.*)$/.exec(target);
  if (own !== null) return { from, to: `${own[1]}/src/${own[2]}`, kind: 'file' };
  const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0];
  return { from, to: name ?? target, kind: 'package' };
}
