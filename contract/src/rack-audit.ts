import { z } from 'zod';
import { Name, NameParams, Timestamp } from './fields.ts';
import { Unit } from './place.ts';
import { defineRoutes } from './route.ts';

/** What should be seen at one unit of one face. */
export const AuditCell = z.object({
  type: z.enum(['machine', 'reservation']),
  name: z.string(),
  serial: z.string().nullable(),
  model: z.string().nullable(),
  /** Labels of a machine, what a reservation is for. */
  label: z.string().nullable(),
  /** Its topmost unit, which has the box to tick. */
  first: z.boolean(),
  /** Its other face is looked at. */
  behind: z.boolean(),
});
export type AuditCell = z.infer<typeof AuditCell>;

export const AuditSheet = z.object({
  rack: Name,
  title: z.string().nullable(),
  site: Name,
  location: Name.nullable(),
  /** Unit by unit from the top; null: it should be free. */
  units: z.array(
    z.object({ unit: z.number().int(), front: AuditCell.nullable(), rear: AuditCell.nullable() }),
  ),
  /** In the rack, nobody knows where. */
  somewhere: z.array(AuditCell.pick({ name: true, serial: true, model: true, label: true })),
});
export type AuditSheet = z.infer<typeof AuditSheet>;

export const FindingKind = z.enum(['confirmed', 'missing', 'elsewhere', 'unexpected']);
export type FindingKind = z.infer<typeof FindingKind>;

export const FindingInput = z.object({
  finding: FindingKind.describe(
    'confirmed, missing, elsewhere: of what the record has in this rack; unexpected: found here without a record',
  ),
  machine: Name.optional(),
  reservation: z.string().max(128).optional(),
  foundRack: Name.optional(),
  foundUnit: Unit.optional(),
  serial: z.string().max(255).optional().describe('as read on the thing itself'),
  note: z.string().max(1000).optional(),
});
export type FindingInput = z.infer<typeof FindingInput>;

export const Finding = z
  .object({
    id: z.string(),
    rack: Name,
    finding: FindingKind,
    machine: z.string().nullable(),
    /** The label of a reservation. */
    reservation: z.string().nullable(),
    /** Where the record had it. */
    expectedUnit: z.number().int().nullable(),
    foundRack: z.string().nullable(),
    foundUnit: z.number().int().nullable(),
    serial: z.string().nullable(),
    note: z.string().nullable(),
    /** In a sentence: 'node-1 was not found at unit 12'. */
    says: z.string(),
    by: z.string(),
    at: Timestamp,
    /** null: nobody has put it right yet. What was confirmed is settled at once. */
    settledAt: Timestamp.nullable(),
    settledBy: z.string().nullable(),
    settledReason: z.string().nullable(),
  })
  .meta({ id: 'Finding' });
export type Finding = z.infer<typeof Finding>;

export const rackAuditRoutes = defineRoutes({
  'rack.audit': {
    method: 'GET',
    path: '/v1/rack-audit',
    tag: 'Racks',
    summary: 'The list to walk with along the racks, to compare them with the record',
    access: 'hardware.read',
    query: z.object({
      site: Name.optional(),
      location: Name.optional(),
      rack: Name.optional(),
      format: z.enum(['json', 'csv', 'text']).default('json').describe('csv, text: also as a document'),
    }),
    response: z.object({ racks: z.array(AuditSheet), document: z.string().nullable() }),
  },
  'rack.record': {
    method: 'POST',
    path: '/v1/racks/:name/findings',
    tag: 'Racks',
    summary: 'Record what an audit of a rack found',
    description: 'A finding takes the place of what was found of the same thing before.',
    access: 'hardware.operate',
    params: NameParams,
    body: z.object({ findings: z.array(FindingInput).min(1).max(500) }),
    response: z.object({ items: z.array(Finding) }),
    status: 201,
  },
  'rack.findings': {
    method: 'GET',
    path: '/v1/findings',
    tag: 'Racks',
    summary: 'What audits found, newest first',
    access: 'hardware.read',
    query: z.object({
      rack: Name.optional(),
      site: Name.optional(),
      open: z.stringbool().optional().describe('true: only what nobody has put right yet'),
    }),
    response: z.object({ items: z.array(Finding) }),
  },
  'rack.settle': {
    method: 'POST',
    path: '/v1/racks/:name/findings/:id/settle',
    tag: 'Racks',
    summary: 'Settle a finding that needs no other change',
    access: 'hardware.operate',
    params: NameParams.extend({ id: z.string().max(128) }),
    body: z.object({ reason: z.string().min(1).max(1000) }),
    response: Finding,
  },
});
