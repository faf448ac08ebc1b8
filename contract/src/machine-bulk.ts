import { z } from 'zod';
import { Name, Timestamp } from './fields.ts';
import { MachineState } from './machine.ts';
import { MachineFilter } from './machine-filter.ts';
import { Operation } from './operation.ts';
import type { Permission } from './permissions.ts';
import { defineRoutes } from './route.ts';

const reason = z.string().min(1).max(1000);

export const PowerTarget = z.enum(['on', 'off', 'soft-off', 'reboot', 'soft-reboot']);
export type PowerTarget = z.infer<typeof PowerTarget>;

/**
 * What can be asked of many machines at once; for one it has the same meaning. One that is deployed is called as the
 * machine is, goes on the disk that the rule chooses, and asks for its address. Erasing makes ready, retiring retires.
 */
export const BulkAction = z.union([
  z.object({
    action: z.literal('label'),
    labels: z.record(z.string().min(1).max(63), z.string().max(255).nullable()),
  }),
  z.object({ action: z.literal('enrol'), inspect: z.boolean().default(true) }),
  z.object({ action: z.literal('inspect') }),
  z.object({ action: z.literal('accept'), reason: reason.min(3) }),
  z.object({ action: z.literal('retest') }),
  z.object({
    action: z.literal('deploy'),
    image: z.string().max(128).optional().describe('a disk image; by default the newest'),
  }),
  z.object({ action: z.literal('set-maintenance'), reason, until: Timestamp.optional() }),
  z.object({ action: z.literal('end-maintenance') }),
  z.object({ action: z.literal('quarantine'), reason }),
  z.object({ action: z.literal('power'), target: PowerTarget }),
  z.object({ action: z.literal('rotate-bmc-password') }),
  z.object({
    action: z.literal('rescue'),
    reason: z.string().trim().min(1).max(1000),
    force: z.boolean().default(false).describe('although a host carries instances, or cannot be asked'),
  }),
  z.object({ action: z.literal('unrescue') }),
  z.object({ action: z.literal('erase'), reason: reason.optional() }),
  z.object({ action: z.literal('retire'), reason }),
  z.object({ action: z.literal('forget') }),
]);
export type BulkAction = z.infer<typeof BulkAction>;

const permissions: Partial<Record<BulkAction['action'], Permission>> = {
  accept: 'hardware.override',
  erase: 'hardware.retire',
  retire: 'hardware.retire',
};

/** What somebody must be allowed to, as for one machine. */
export function bulkPermission(action: BulkAction['action']): Permission {
  return permissions[action] ?? 'hardware.operate';
}

/** Which machines: by name, or all that fit a filter. */
export const MachineSelector = z.object({
  names: z.array(Name).min(1).max(20_000).optional(),
  filter: z
    .object({
      ...MachineFilter.shape,
      late: z.boolean().optional(),
      maintenance: z.boolean().optional(),
      failed: z.boolean().optional(),
    })
    .optional(),
});
export type MachineSelector = z.infer<typeof MachineSelector>;

export const BulkPreview = z
  .object({
    machines: z.array(
      z.object({
        name: Name,
        state: MachineState,
        /** Why it cannot; null: it can. */
        obstacle: z.string().nullable(),
      }),
    ),
    possible: z.number().int(),
    impossible: z.number().int(),
  })
  .meta({ id: 'BulkPreview' });
export type BulkPreview = z.infer<typeof BulkPreview>;

const body = z.object({ selector: MachineSelector, action: BulkAction });

export const machineBulkRoutes = defineRoutes({
  'machine-bulk.preview': {
    method: 'POST',
    path: '/v1/machine-bulk/preview',
    tag: 'Machines',
    summary: 'Show which machines a bulk action is about, and which of them cannot, and why',
    access: 'hardware.operate',
    body,
    response: BulkPreview,
  },
  'machine-bulk.run': {
    method: 'POST',
    path: '/v1/machine-bulk',
    tag: 'Machines',
    summary: 'Do something to many machines, those that cannot left out',
    description: "Accepting needs 'hardware.override' besides, erasing and retiring 'hardware.retire'.",
    access: 'hardware.operate',
    body: body.extend({
      /** How many at once. */
      atOnce: z.number().int().min(1).max(500).default(16),
      /** How many may fail before the rest is not begun. */
      stopAfter: z.number().int().min(1).max(20_000).default(3),
      /** How many it was possible for in the preview; refused where it is another number now. */
      expected: z.number().int().optional(),
    }),
    response: Operation,
    status: 202,
  },
});
