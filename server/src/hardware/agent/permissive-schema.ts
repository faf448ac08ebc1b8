import { z } from 'zod';

// How foreign answers are read: a field that is missing or of another type reads as null, a list's entry that cannot be
// read is dropped, and nothing here ever throws.

const clean = (value: string) => value.replaceAll('\0', '').toWellFormed().trim().slice(0, 500) || null;

export const text = z.string().transform(clean).nullable().catch(null).default(null);

/** What a program printed, line by line. */
export const lines = z
  .string()
  .transform((value) => value.replaceAll('\0', '').toWellFormed().slice(0, 1_000_000))
  .catch('')
  .default('');

/** Serial numbers come as numbers from some tools. */
export const textOrNumber = z
  .union([z.string(), z.number()])
  .transform((value) => clean(String(value)))
  .nullable()
  .catch(null)
  .default(null);

export const number = z.number().nullable().catch(null).default(null);

/** Rounded; a number in a text counts. */
export const whole = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .pipe(z.number().nonnegative().max(Number.MAX_SAFE_INTEGER).transform(Math.round))
  .nullable()
  .catch(null)
  .default(null);

export const flag = z.boolean().nullable().catch(null).default(null);

export function optional<Item extends z.ZodType>(item: Item) {
  return item.nullable().catch(null).default(null);
}

/** A list of which every entry that can be read is read. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(z.unknown())
    .catch([])
    .default([])
    .transform((entries): z.output<Item>[] =>
      entries.slice(0, 10_000).flatMap((entry) => {
        const read = item.safeParse(entry);
        return read.success ? [read.data] : [];
      }),
    );
}
