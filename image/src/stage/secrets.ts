import { opendir, readFile, stat } from 'node:fs/promises';
import { TuskarError } from '@tuskar/contract/error.ts';

const places = ['/etc', '/root', '/home', '/var/lib'];
// A key itself, not the talk of one in the text of a program.
const privateKey =
  /^-----BEGIN (?:[A-Z0-9]+ )?PRIVATE KEY-----\r?\n(?:[A-Za-z-]+: .*\n|\r?\n)*[A-Za-z0-9+/=]{16}/m;
/** Files that programs keep a secret in whatever they look like. */
const secretNames = new Set(['.erlang.cookie', '.secret_key_store', 'credential.secret']);
const largestKeyBytes = 256 * 1024;

/**
 * Looks for secrets in the places where packages put those they make up on installation.
 * @throws image-secret-found
 */
export async function assertNoSecrets(root: string): Promise<void> {
  for (const place of places) {
    const directory = await opendir(root + place, { recursive: true }).catch(() => null);
    if (directory === null) continue;
    for await (const entry of directory) {
      if (!entry.isFile()) continue;
      const file = `${entry.parentPath}/${entry.name}`;
      if (!secretNames.has(entry.name) && !(await holdsKey(file))) continue;
      const path = file.slice(root.length);
      throw new TuskarError('image-secret-found', `The image would contain the secret ${path}.`, {
        context: { path },
      });
    }
  }
}

async function holdsKey(file: string): Promise<boolean> {
  if ((await stat(file)).size > largestKeyBytes) return false;
  return privateKey.test(await readFile(file, 'latin1'));
}
