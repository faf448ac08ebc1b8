import { serverNow } from '../api/server-clock.ts';

/** What a field of the type `datetime-local` or `date` holds, which is in the person's own zone, as the API takes it. */
export function toTimestamp(local: string): string {
  return new Date(endOfDay(local)).toISOString();
}

export function isPast(local: string): boolean {
  return Date.parse(endOfDay(local)) <= serverNow();
}

/** A day from now as a field of the type `date` holds it: '2027-03-31'. */
export function dateIn(days: number): string {
  const then = new Date(serverNow());
  then.setDate(then.getDate() + days);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

/** 'Until a day' includes that day. */
function endOfDay(local: string): string {
  return local.includes('T') ? local : `${local}T23:59:59`;
}
