import type { SigningKey } from '@tuskar/contract/certificate.ts';
import { query } from '../api/query.ts';

export const signingKeysQuery = query('certificate.keys');

/** A key and until when it signed; null: it signs. */
export type KeyInTime = SigningKey & { until: string | null };

/** Each signed until the next one was made. Newest first, as they are given. */
export function keysInTime(keys: SigningKey[]): KeyInTime[] {
  return keys.map((key, index) => ({
    ...key,
    until: key.signs ? null : (keys[index - 1]?.createdAt ?? null),
  }));
}
