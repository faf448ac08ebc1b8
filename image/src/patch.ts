import { readFile, writeFile } from 'node:fs/promises';
import { TuskarError } from '@tuskar/contract/error.ts';

/** A change of one passage of a packaged file, valid only while the package has that passage. */
export type GuardedPatch = {
  /** Absolute path inside the root file system. */
  path: string;
  /** The known passage; it must be there exactly once. */
  find: string;
  replace: string;
  why: string;
};

/**
 * Applies a patch to a tree, or finds it applied.
 *
 * A package that has changed is refused, not left as it is: the reason for the patch may be gone, or may
 * have moved, and only a person can tell.
 * @throws image-patch-refused
 */
export async function applyPatch(root: string, patch: GuardedPatch): Promise<'applied' | 'present'> {
  const file = root + patch.path;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw refusal(patch, 'the file is not there', cause);
  });
  const found = text.split(patch.find).length - 1;
  if (found === 0 && text.includes(patch.replace)) return 'present';
  if (found !== 1) throw refusal(patch, `the passage to change is there ${found} times, not once`);
  await writeFile(
    file,
    text.replace(patch.find, () => patch.replace),
  );
  return 'applied';
}

const refusal = (patch: GuardedPatch, reason: string, cause?: unknown): TuskarError =>
  new TuskarError('image-patch-refused', `The patch of ${patch.path} does not apply: ${reason}.`, {
    cause,
    context: { path: patch.path, why: patch.why },
  });
