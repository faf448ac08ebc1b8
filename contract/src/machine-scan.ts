import { z } from 'zod';
import { IdParams, Name, PageQuery, pageOf, Timestamp } from './fields.ts';
import { BmcPassword } from './machine-enrolment.ts';
import { Operation } from './operation.ts';
import { defineRoutes } from './route.ts';

const range = z
  .string()
  .max(64)
  .describe("an address, 'first-last', or a network such as '198.18.48.0/24'; IPv4");

/** Where BMCs may be looked for: an operator's word, without which no address is asked anything. */
export const ScanRange = z
  .object({ cidr: z.string(), note: z.string().nullable(), createdBy: z.string(), createdAt: Timestamp })
  .meta({ id: 'ScanRange' });
export type ScanRange = z.infer<typeof ScanRange>;

export const ScanCandidate = z.object({
  /** 'https://198.18.48.11' */
  address: z.string(),
  /** new: can be enrolled. known: a machine has this BMC. closed: no credentials were right. */
  state: z.enum(['new', 'known', 'closed']),
  /** The machine that has it. */
  machine: z.string().nullable(),
  /** Which of its systems; null where it let nobody in. */
  systemId: z.string().nullable(),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  macs: z.array(z.string()),
  /** Who it let in. */
  user: z.string().nullable(),
  /** Which of the scan's credentials was right, from 0. */
  credential: z.number().int().nullable(),
});
export type ScanCandidate = z.infer<typeof ScanCandidate>;

export const MachineScan = z
  .object({
    /** That of its operation. */
    id: z.string(),
    range: z.string(),
    requestedBy: z.string(),
    createdAt: Timestamp,
    /** null: not ended yet. */
    candidates: z.array(ScanCandidate).nullable(),
  })
  .meta({ id: 'MachineScan' });
export type MachineScan = z.infer<typeof MachineScan>;

export const machineScanRoutes = defineRoutes({
  'scan-range.list': {
    method: 'GET',
    path: '/v1/scan-ranges',
    tag: 'Machines',
    summary: 'List the ranges of addresses in which BMCs may be looked for',
    access: 'hardware.read',
    query: PageQuery,
    response: pageOf(ScanRange),
  },
  'scan-range.add': {
    method: 'POST',
    path: '/v1/scan-ranges',
    tag: 'Machines',
    summary: 'Allow a range of addresses to be scanned for BMCs',
    access: 'hardware.override',
    body: z.object({ cidr: range, note: z.string().max(1000).optional() }),
    response: ScanRange,
    status: 201,
  },
  'scan-range.remove': {
    method: 'DELETE',
    path: '/v1/scan-ranges/:cidr',
    tag: 'Machines',
    summary: 'Allow a range of addresses no longer',
    access: 'hardware.override',
    params: z.object({ cidr: z.string().max(64) }),
    status: 204,
  },
  'machine-scan.start': {
    method: 'POST',
    path: '/v1/machine-scans',
    tag: 'Machines',
    summary: 'Look for BMCs in a range of addresses that an operator allowed',
    description: 'Each BMC is tried with each of the credentials once, so that no account is locked out.',
    access: 'hardware.operate',
    body: z.object({
      range,
      scheme: z.enum(['https', 'http']).default('https'),
      port: z.number().int().min(1).max(65535).default(443),
      credentials: z
        .array(z.object({ user: z.string().min(1).max(255), password: BmcPassword }))
        .min(1)
        .max(3),
      /** Addresses a second. */
      rate: z.number().int().min(1).max(200).default(20),
    }),
    response: Operation,
    status: 202,
  },
  'machine-scan.list': {
    method: 'GET',
    path: '/v1/machine-scans',
    tag: 'Machines',
    summary: 'List scans, newest first',
    access: 'hardware.read',
    query: PageQuery,
    response: pageOf(MachineScan),
  },
  'machine-scan.show': {
    method: 'GET',
    path: '/v1/machine-scans/:id',
    tag: 'Machines',
    summary: 'Show what a scan found',
    access: 'hardware.read',
    params: IdParams,
    response: MachineScan,
  },
  'machine-scan.enrol': {
    method: 'POST',
    path: '/v1/machine-scans/:id/enrol',
    tag: 'Machines',
    summary: 'Enrol machines that a scan found, with the credentials that were right',
    access: 'hardware.operate',
    params: IdParams,
    body: z.object({
      machines: z
        .array(z.object({ name: Name, address: z.string().max(255), systemId: z.string().max(255) }))
        .min(1)
        .max(4096),
      inspect: z.boolean().default(true),
      atOnce: z.number().int().min(1).max(500).default(16),
    }),
    response: Operation,
    status: 202,
  },
});
