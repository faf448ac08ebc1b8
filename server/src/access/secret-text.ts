import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, for a cookie or a token. They need no slow hash: nobody can try them all. */
export function makeSecretText(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a secret text. */
export function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A short random id, fit for lists and logs. */
export function makeId(): string {
  return randomBytes(6).toString('hex');
}
