import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { parseDocument } from 'yaml';
import type { Io } from '../io.ts';

const maximumBytes = 1024 * 1024;

/** Reads cloud.yaml ('-': standard input) and the name in it. What it says is checked by the server. */
export async function readIntent(io: Io, file: string): Promise<{ name: string; intent: string }> {
  const intent = file === '-' ? await io.readInput() : await readNamed(resolve(io.cwd, file));
  if (intent.trim() === '')
    throw unusable(
      file,
      'it is empty',
      'Write the intent of a cloud into it; docs/cloud-yaml.md has an example.',
    );
  const document = parseDocument(intent, { logLevel: 'silent' });
  const fault = document.errors[0];
  if (fault !== undefined)
    throw unusable(file, `it is not YAML: ${fault.message}`, 'Correct it at that place.');
  const name: unknown = document.get('name');
  if (typeof name !== 'string')
    throw unusable(file, "it has no 'name' at its top", "Add a line such as 'name: production'.");
  return { name, intent };
}

async function readNamed(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > maximumBytes) {
      throw unusable(
        path,
        `it has ${size} bytes, and an intent has at most ${maximumBytes}`,
        'Name the cloud.yaml itself.',
      );
    }
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof TuskarError) throw cause;
    throw unusable(path, (cause as Error).message, 'Name a readable file, or - for standard input.');
  }
}

function unusable(file: string, reason: string, remedy: string): TuskarError {
  return new TuskarError('invalid-request', `The intent ${file} cannot be used: ${reason}.`, { remedy });
}
