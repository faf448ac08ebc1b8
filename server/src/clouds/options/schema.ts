import { z } from 'zod';

/** One option as oslo-config-generator describes it; only what checking an override needs. */
export const OptionSchema = z.object({
  name: z.string(),
  dest: z.string().nullish(),
  /** oslo.config's name of the type: 'integer value', 'multi valued'. */
  type: z.string().nullish(),
  min: z.number().nullish(),
  max: z.number().nullish(),
  /** Each is a value, or a value with its description. */
  choices: z.array(z.union([z.array(z.unknown()), z.unknown()])).nullish(),
  secret: z.boolean().nullish(),
  deprecated_for_removal: z.boolean().nullish(),
  deprecated_reason: z.string().nullish(),
  deprecated_opts: z.array(z.object({ group: z.string().nullish(), name: z.string().nullish() })).nullish(),
});
export type OptionSchema = z.infer<typeof OptionSchema>;

/** The file options/<service>.json of an image. */
export const ServiceOptions = z.object({
  options: z.record(z.string(), z.object({ opts: z.array(OptionSchema) })),
  dynamic: z
    .array(
      z.object({
        namedBy: z.object({ section: z.string(), option: z.string() }),
        opts: z.array(OptionSchema),
      }),
    )
    .default([]),
});
export type ServiceOptions = z.infer<typeof ServiceOptions>;
