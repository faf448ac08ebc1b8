import { z } from 'zod';

/** As much as is used of what NetBox 3.5 and newer answer. */
const Reference = z.object({ id: z.number() });
const Choice = z.object({ value: z.union([z.string(), z.number()]) });
const text = z
  .string()
  .nullish()
  .transform((value) => (value === undefined || value === '' ? null : value));
/** NetBox writes decimals as numbers or, in places, as text. */
const decimal = z.coerce.number();

export const Page = z.object({ next: z.string().nullish(), results: z.array(z.unknown()) });
export type Page = z.infer<typeof Page>;

export const NetboxSite = z.object({
  id: z.number(),
  name: z.string(),
  slug: z.string(),
  description: text,
  physical_address: text,
});
export type NetboxSite = z.infer<typeof NetboxSite>;

export const NetboxLocation = z.object({
  id: z.number(),
  name: z.string(),
  slug: z.string(),
  site: Reference,
  parent: Reference.nullish(),
  description: text,
});
export type NetboxLocation = z.infer<typeof NetboxLocation>;

export const NetboxRack = z.object({
  id: z.number(),
  name: z.string(),
  site: Reference,
  location: Reference.nullish(),
  u_height: z.number().int(),
  starting_unit: z.number().int().default(1),
  desc_units: z.boolean().default(false),
  width: Choice.nullish(),
  max_weight: decimal.nullish(),
  weight_unit: Choice.nullish(),
  description: text,
});
export type NetboxRack = z.infer<typeof NetboxRack>;

export const NetboxDeviceType = z.object({
  id: z.number(),
  model: z.string(),
  manufacturer: z.object({ name: z.string() }),
  u_height: decimal,
  is_full_depth: z.boolean().default(true),
  weight: decimal.nullish(),
  weight_unit: Choice.nullish(),
});
export type NetboxDeviceType = z.infer<typeof NetboxDeviceType>;

const Role = z.object({ slug: z.string() });

export const NetboxDevice = z.object({
  id: z.number(),
  name: text,
  serial: text,
  rack: Reference.nullish(),
  position: decimal.nullish(),
  face: Choice.nullish(),
  device_type: Reference,
  role: Role.nullish(),
  /** What `role` was called before NetBox 3.6. */
  device_role: Role.nullish(),
  description: text,
});
export type NetboxDevice = z.infer<typeof NetboxDevice>;

/** A value of a list's items, or the reason why it is none: 'expected number at u_height'. */
export type Read<Value> = { value: Value } | { reason: string; cause: unknown };

export type Reader<Value> = (value: unknown) => Read<Value>;

function readerOf<Value>(schema: z.ZodType<Value>): Reader<Value> {
  return (value) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { value: parsed.data };
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    return { reason: `${issue?.message ?? 'it is not of the form'}${where}`, cause: parsed.error };
  };
}

export const readPage = readerOf(Page);
export const readSite = readerOf(NetboxSite);
export const readLocation = readerOf(NetboxLocation);
export const readRack = readerOf(NetboxRack);
export const readDeviceType = readerOf(NetboxDeviceType);
export const readDevice = readerOf(NetboxDevice);
