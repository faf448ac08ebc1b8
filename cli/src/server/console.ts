import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { execa } from 'execa';
import type { Io } from '../io.ts';
import type { Places } from '../places.ts';

/** Builds the console where it was never built, or is older than what it is made from. */
export async function ensureConsole(io: Io, { root }: Places): Promise<void> {
  if (isFresh(root)) return;
  io.talk('building the console (some seconds, after a change of its sources only)');
  const env = { PATH: `${join(root, 'node_modules/node/bin')}:${io.env['PATH'] ?? ''}` };
  const build = await execa('npm', ['run', '--silent', 'console:build'], {
    cwd: root,
    env,
    reject: false,
    all: true,
  });
  if (build.exitCode === 0) return;
  throw new TuskarError(
    'console-not-built',
    `The console could not be built:\n${build.all.split('\n').slice(-8).join('\n')}`,
    { cause: build },
  );
}

function isFresh(root: string): boolean {
  const built = join(root, 'console/dist/index.html');
  if (!existsSync(built)) return false;
  const { mtimeMs } = statSync(built);
  const sources = globSync(
    ['console/{src,public}/**', 'console/*.{ts,html,json}', '{contract,client}/src/**'],
    { cwd: root },
  );
  return sources.every((path) => statSync(join(root, path)).mtimeMs <= mtimeMs);
}
