import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Io } from '../io.ts';

/** Asked for, read from a file, or from standard input; never an argument, which everybody on the machine can read. */
export async function readBmcPassword(
  io: Io,
  { password, passwordFile }: { password?: true; passwordFile?: string },
): Promise<string | undefined> {
  if (passwordFile !== undefined) return withoutEnd(await readFile(resolve(io.cwd, passwordFile), 'utf8'));
  if (password === undefined) return undefined;
  return io.interactive ? await io.askSecret('Password of the BMC: ') : withoutEnd(await io.readInput());
}

function withoutEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}
