import { createHash } from 'node:crypto';

/** A strong validator of a JSON answer: the same text, the same tag. */
export function etagOf(json: string): string {
  return `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
}

/** Whether a header of If-Match or If-None-Match names the tag; '*' names any. */
export function matches(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
}
