/** Numbers that look random and are a pure function of their keys, so that nothing of a simulated machine is stored. */

export type Key = string | number;

/** 32 bits: FNV-1a over the keys (http://www.isthe.com/chongo/tech/comp/fnv/), then murmur's finish to spread them. */
export function hash(...keys: Key[]): number {
  let state = 0x811c9dc5;
  for (const key of keys) {
    const text = `${key}\u0000`;
    for (let index = 0; index < text.length; index += 1) {
      state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
    }
  }
  return scramble(state);
}

/** A bijection of 32-bit numbers: different ones stay different. */
function scramble(value: number): number {
  let state = value;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** From 0 up to, not including, 1. */
export const fraction = (...keys: Key[]): number => hash(...keys) / 2 ** 32;

export const between = (low: number, high: number, ...keys: Key[]): number =>
  low + (high - low) * fraction(...keys);

export function pick<T>(items: readonly [T, ...T[]], ...keys: Key[]): T {
  return items[Math.floor(fraction(...keys) * items.length)] ?? items[0];
}

/** Normally distributed about 0 with deviation 1; Box and Muller, 1958. */
export function gaussian(...keys: Key[]): number {
  const radius = Math.sqrt(-2 * Math.log(1 - fraction(...keys, 'radius')));
  return radius * Math.cos(2 * Math.PI * fraction(...keys, 'angle'));
}

/** From 0 to 1, changing smoothly with time: a new goal every `periodMs`. */
export function drift(timeMs: number, periodMs: number, ...keys: Key[]): number {
  const step = Math.floor(timeMs / periodMs);
  const position = timeMs / periodMs - step;
  const weight = position * position * (3 - 2 * position);
  return fraction(...keys, step) * (1 - weight) + fraction(...keys, step + 1) * weight;
}

const alphabet = '0123456789ABCDEFGHJKLMNPQRSTVWXYZ';

/**
 * Seven letters and digits, as on a label. Within a seed no two of (index, part) share one, for indexes below 2^24 and
 * parts below 2^8.
 */
export function label(seed: number, index: number, part: number): string {
  let rest = numbered(seed, index, part);
  let text = '';
  for (let digit = 0; digit < 7; digit += 1) {
    text = (alphabet[rest % 32] ?? '') + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** Eight hexadecimal digits, as unlike each other as labels. */
export const hexLabel = (seed: number, index: number, part: number): string =>
  numbered(seed, index, part).toString(16).toUpperCase().padStart(8, '0');

const numbered = (seed: number, index: number, part: number): number =>
  scramble((index * 256 + part) ^ hash(seed, 'labels'));

export function uuid(...keys: Key[]): string {
  const words = [0, 1, 2, 3].map((word) =>
    hash(...keys, word)
      .toString(16)
      .padStart(8, '0'),
  );
  const digits = words.join('');
  const variant = ((Number.parseInt(digits[16] ?? '0', 16) & 3) | 8).toString(16);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `${variant}${digits.slice(17, 20)}`,
    digits.slice(20),
  ].join('-');
}
