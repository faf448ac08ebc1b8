import { z } from 'zod';

/** A name that people choose: also a host name, so RFC 1123 label rules. */
export const Name = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'lower-case letters, digits and hyphens, not at the ends');

/** RFC 3339 in UTC. */
export const Timestamp = z.iso.datetime();

export const NameParams = z.object({ name: Name });
export const IdParams = z.object({ id: z.string().min(1).max(128) });

/** What an operation, event or audit entry is about. */
export const Subject = z
  .object({
    type: z.enum([
      'cloud',
      'host',
      'image',
      'lab',
      'user',
      'token',
      'session',
      'operation',
      'blueprint',
      'machine',
      'undercloud',
      'certificate',
      'incident',
      'class',
      'profile',
      'finding',
      'rack',
      'site',
      'location',
    ]),
    name: z.string(),
  })
  .meta({ id: 'Subject' });
export type Subject = z.infer<typeof Subject>;

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(512).optional(),
});

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
