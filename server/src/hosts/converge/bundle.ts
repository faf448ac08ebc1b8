import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

const PACKAGE = 'tuskar_converge';

/** What a host is sent instead of an installed program: a short bootstrap as an argument, all else by standard input. */
export type Program = {
  /** Runs the program that comes by standard input: isolated from what Python finds on the host, leaving no files. */
  argv: string[];
  /** The modules, deflated, their length before them. */
  input: Buffer;
};

let bundled: Program | undefined;

export function convergeProgram(): Program {
  bundled ??= bundle();
  return bundled;
}

/** A message of the protocol: its length in bytes, a line feed, and itself. */
export function frame(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length}\n`), bytes]);
}

function bundle(): Program {
  const directory = join(import.meta.dirname, PACKAGE);
  const sources: Record<string, string> = {};
  for (const file of readdirSync(directory).sort()) {
    if (!file.endsWith('.py') || file.startsWith('test_')) continue;
    const module = file === '__init__.py' ? PACKAGE : `${PACKAGE}.${file.slice(0, -'.py'.length)}`;
    sources[module] = readFileSync(join(directory, file), 'utf8');
  }
  const bootstrap = readFileSync(join(import.meta.dirname, 'bootstrap.py'), 'utf8');
  return {
    argv: ['python3', '-I', '-S', '-B', '-X', 'utf8', '-c', bootstrap],
    input: frame(deflateSync(JSON.stringify(sources))),
  };
}
