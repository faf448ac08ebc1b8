import { z } from 'zod';
import { MachineContact, MachineState } from './machine.ts';

const text = z.string().min(1).max(255);

/** What a list, a count or a bulk action is over. All that is given must fit. */
export const MachineFilter = z.object({
  state: MachineState.optional(),
  class: text.optional(),
  site: text.optional(),
  location: text.optional(),
  rack: text.optional(),
  contact: MachineContact.optional(),
  power: z.enum(['on', 'off', 'unknown']).optional(),
  provider: z.enum(['ironic', 'simulated']).optional(),
  manufacturer: text.optional(),
  model: text.optional(),
  host: text.optional(),
  late: z.stringbool().optional(),
  maintenance: z.stringbool().optional(),
  failed: z.stringbool().optional().describe('the last work on it failed'),
  label: text.optional().describe('key, or key=value'),
  search: text
    .optional()
    .describe('words; each is part of a name, serial number, model, rack, BMC address or MAC address'),
});
export type MachineFilter = z.infer<typeof MachineFilter>;

export const machineSorts = ['name', 'state', 'since', 'class', 'rack', 'model', 'memory', 'cores'] as const;
export type MachineSort = (typeof machineSorts)[number];

export const MachineOrder = z.enum(['ascending', 'descending']);
export type MachineOrder = z.infer<typeof MachineOrder>;

/** By what machines are counted. */
export const machineFacets = [
  'state',
  'contact',
  'power',
  'class',
  'site',
  'location',
  'rack',
  'manufacturer',
  'model',
  'provider',
] as const;
export type MachineFacet = (typeof machineFacets)[number];

const FacetCounts = z.array(z.object({ value: z.string().nullable(), count: z.number().int() }));

export const MachineFacets = z
  .object({
    total: z.number().int(),
    late: z.number().int(),
    failed: z.number().int(),
    maintenance: z.number().int(),
    /** Most frequent first; null: those that have none. */
    facets: z.object(
      Object.fromEntries(machineFacets.map((facet) => [facet, FacetCounts])) as Record<
        MachineFacet,
        typeof FacetCounts
      >,
    ),
  })
  .meta({ id: 'MachineFacets' });
export type MachineFacets = z.infer<typeof MachineFacets>;
