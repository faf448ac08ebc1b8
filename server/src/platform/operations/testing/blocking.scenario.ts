import { access, appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OperationDefinition } from '../definition.ts';
import type { Scenario, Stage } from './scenario.ts';

/** Notes which process runs its first step, then waits until the stage has a file `go`. */
export function scenario({ directory }: Stage): Scenario {
  const definition: OperationDefinition = {
    kind: 'example.block',
    title: () => 'Wait for the file',
    subject: (input) => ({ type: 'host', name: JSON.stringify(input) }),
    plan: (input) => [
      {
        title: 'Note',
        steps: [
          {
            name: 'note',
            title: 'Note the process',
            timeoutSeconds: 60,
            noUndo: 'A note.',
            run: async () => {
              await appendFile(join(directory, 'notes'), `${JSON.stringify(input)} ${process.pid}\n`);
              return { state: 'done', result: process.pid };
            },
          },
        ],
      },
      {
        title: 'Wait',
        steps: [
          {
            name: 'wait',
            title: 'Wait for the file',
            timeoutSeconds: 60,
            noUndo: 'Nothing was made.',
            run: async () => {
              const gone = await access(join(directory, 'go')).then(
                () => true,
                () => false,
              );
              if (!gone) return { state: 'waiting', for: 'the file', pollSeconds: 0.1 };
              return { state: 'done', result: process.pid };
            },
          },
        ],
      },
    ],
    result: (results) => results,
  };
  return { definition, input: 'one', check: async () => undefined, leftovers: async () => [] };
}

/** Lines '<input> <pid>', one for each time that a first step ran. */
export async function readNotes(directory: string): Promise<string[]> {
  return (await readFile(join(directory, 'notes'), 'utf8')).trim().split('\n');
}
