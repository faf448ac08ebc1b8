import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IdentityRegistrar } from '../identity/registrar.ts';

type Known = { users: string[]; endpoints: string[] };

/** An identity service that is a file of names: each is there once, whatever registers it. */
export function createSimulatedRegistrar(
  directory: string,
): IdentityRegistrar & { known: () => Promise<Known> } {
  const file = join(directory, 'identity.json');
  const known = async (): Promise<Known> => {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return text === undefined ? { users: [], endpoints: [] } : (JSON.parse(text) as Known);
  };
  return {
    known,
    register: async ({ plan, passwords }) => {
      const before = await known();
      const users = plan.users.map((user) => user.name);
      const without = users.find((user) => !passwords.get(user));
      if (without !== undefined) throw new Error(`${without} has no password`);
      const all: Known = { users, endpoints: plan.endpoints.map((endpoint) => endpoint.url) };
      // A process that is killed meanwhile leaves the file as it was.
      await writeFile(`${file}.${process.pid}`, JSON.stringify(all));
      await rename(`${file}.${process.pid}`, file);
      const created = users.length - before.users.length;
      return { created, changed: 0, unchanged: before.users.length };
    },
  };
}
