import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { OperationDefinition, Step } from '../definition.ts';
import type { Scenario, Stage } from './scenario.ts';

/** Makes a file a step: two side by side, then one that needs both. What a scenario of a room looks like. */
export function scenario({ directory }: Stage): Scenario {
  const world = join(directory, 'world');
  const definition: OperationDefinition<{ names: string[] }> = {
    kind: 'example.files',
    title: ({ names }) => `Make ${names.length} files`,
    subject: () => ({ type: 'lab', name: 'example' }),
    plan: ({ names }) => [
      { title: 'Files', steps: names.map((name) => makeFile(world, name)) },
      { title: 'Index', steps: [makeFile(world, 'index')] },
    ],
    undoOnFailure: 'all',
    result: (results) => Object.keys(results).sort(),
  };
  const files = () => readdir(world).catch(() => []);
  return {
    definition: definition as unknown as OperationDefinition,
    input: { names: ['one', 'two'] },
    check: async () => {
      const found = new Set(await files());
      if (!isDeepStrictEqual(found, new Set(['index', 'one', 'two'])))
        throw new Error(`There are: ${[...found].join(', ')}`);
    },
    leftovers: files,
  };
}

function makeFile(world: string, name: string): Step {
  return {
    name,
    title: `Make ${name}`,
    timeoutSeconds: 10,
    run: async ({ log }) => {
      await mkdir(world, { recursive: true });
      await writeFile(join(world, name), name);
      log(`Made ${name}`);
      return { state: 'done', result: name };
    },
    undo: async () => {
      await rm(join(world, name), { force: true });
    },
  };
}
