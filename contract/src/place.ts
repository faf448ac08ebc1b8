import { z } from 'zod';

export const Face = z.enum(['front', 'rear']);
export type Face = z.infer<typeof Face>;

/** Full: it takes its units on both faces. Half: on its own face only. */
export const Depth = z.enum(['full', 'half']);
export type Depth = z.infer<typeof Depth>;

export const Unit = z.number().int().min(1).max(100);
export const HeightUnits = z.number().int().min(1).max(50);
export const Watts = z.number().int().min(0).max(100_000);
export const Kilograms = z.number().min(0).max(10_000);

/** Where a machine is. A null unit: in the rack, nobody knows where. */
export const Place = z.object({
  rack: z.string(),
  unit: z.number().int().nullable(),
  face: Face,
  depth: Depth,
  heightUnits: z.number().int(),
});
export type Place = z.infer<typeof Place>;
