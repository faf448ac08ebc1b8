import { fileURLToPath } from 'node:url';
import type { BuildContext } from './context.ts';
import { runScript } from './script.ts';
import { assertNoSecrets } from './secrets.ts';

const script = fileURLToPath(new URL('finish.sh', import.meta.url));

/** Makes the tree the same for everybody: no identity, no secret, no trace of the build. */
export async function finish(context: BuildContext): Promise<void> {
  await runScript(`${context.recipe.directory}/finish.sh`, context);
  await runScript(script, context);
  await assertNoSecrets(context.partial.rootfs);
}
