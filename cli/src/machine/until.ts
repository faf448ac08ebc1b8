import { TuskarError } from '@tuskar/contract/error.ts';

const seconds = { m: 60, h: 3600, d: 86_400 };

/** A moment as RFC 3339: '2026-12-01T18:00:00Z', or a time from now: '90m', '4h', '2d'. Error: 'invalid-request'. */
export function untilOf(text: string, now: Date = new Date()): string {
  const span = /^(\d+)([mhd])$/.exec(text);
  if (span !== null) {
    const factor = seconds[span[2] as keyof typeof seconds];
    return new Date(now.getTime() + Number(span[1]) * factor * 1000).toISOString();
  }
  const moment = Date.parse(text);
  if (!Number.isNaN(moment)) return new Date(moment).toISOString();
  throw new TuskarError('invalid-request', `'${text}' is no moment, and no time from now.`, {
    remedy: "Give one such as '2026-12-01T18:00:00Z', '90m', '4h' or '2d'.",
  });
}
