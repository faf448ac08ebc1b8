import { readFile, writeFile } from 'node:fs/promises';
import { TuskarError } from '@tuskar/contract/error.ts';

/** A change of one passage of a packaged file, valid only while the package has that passage. */
export type GuardedPatch = {
  /** Absolute path inside the root file system. */
  path: string;
  /** The known passage; it must be there exactly once. */
  find: string;
  replace: string;
  /**
   * A passage that only a package without the fault has, where the patch mends a fault that Debian is going to mend
   * itself: the file is then left as it is.
   */
  mendedBy?: string;
  why: string;
};

/** The text is the packaged one, changed now or by an earlier run; or the package needs no change any more. */
export type PatchResult = 'applied' | 'present' | 'mended';

/**
 * Applies a patch to a tree, or finds it applied.
 *
 * A package that has changed is refused, not left as it is: the reason for the patch may be gone, or may
 * have moved, and only a person can tell. Unless the patch says how the package looks once it needs none.
 * @throws image-patch-refused
 */
export async function applyPatch(root: string, patch: GuardedPatch): Promise<PatchResult> {
  const file = root + patch.path;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw refusal(patch, 'the file is not there', cause);
  });
  const found = text.split(patch.find).length - 1;
  if (found === 0 && text.includes(patch.replace)) return 'present';
  if (patch.mendedBy !== undefined && text.includes(patch.mendedBy)) return 'mended';
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
