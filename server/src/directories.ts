import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { TuskarError } from '@tuskar/contract/error.ts';
import type { Settings } from './settings.ts';

/** Makes the directories that this process writes to. Error: 'directory-unusable', which names the variable. */
export async function prepareDirectories({ stateDirectory, runDirectory }: Settings): Promise<void> {
  await prepare('TUSKAR_STATE_DIR', stateDirectory);
  await prepare('TUSKAR_RUN_DIR', runDirectory);
}

async function prepare(variable: string, directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o750 });
    await access(directory, constants.W_OK | constants.X_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new TuskarError(
      'directory-unusable',
      `The user ${userInfo().username} cannot write to ${directory} (${variable}): ${code}.`,
      { cause, context: { variable, directory } },
    );
  }
}
