import { stat } from 'node:fs/promises';
import { fileDigest } from './digest.ts';
import type { ImageFile } from './schema.ts';

/** A file of an image, as its manifest tells of it. */
export async function describeFile(image: string, path: string): Promise<ImageFile> {
  const whole = `${image}/${path}`;
  return { path, bytes: (await stat(whole)).size, sha256: await fileDigest(whole) };
}
