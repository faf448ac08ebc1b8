import { TuskarError } from '@tuskar/contract/error.ts';
import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import type { MachineScan, ScanRange } from '@tuskar/contract/machine-scan.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import type { Db } from '../../platform/database/connect.ts';
import type { OperationEngine } from '../../platform/operations/engine.ts';
import { newOperationId } from '../../platform/operations/operation-id.ts';
import type { Secrets } from '../../security/secrets.ts';
import { bulkOf } from '../bulk/bulk.ts';
import type { Enrolment } from '../enrolment.ts';
import { isWithin, networkOf, parseRange } from './addresses.ts';
import { keepCredentials, readCredentials, type ScanCredential } from './credentials.ts';
import { deleteRange, getScan, insertRange, insertScan, listRanges, listScans } from './store.ts';
import type { MachineScanRow, ScanRangeRow } from './tables.ts';

export type MachineScans = ReturnType<typeof createMachineScans>;

export type ScanRequest = {
  range: string;
  scheme: 'https' | 'http';
  port: number;
  rate: number;
  credentials: ScanCredential[];
  by: string;
};

export type ScanEnrolment = {
  machines: { name: string; address: string; systemId: string }[];
  inspect: boolean;
  atOnce: number;
  by: string;
};

/** Addresses of one scan at most: at 20 a second, three and a half minutes. */
const mostAddresses = 4096;
const mostRanges = 10_000;

/** Looking for BMCs, where an operator allowed it, and enrolling what was found. */
export function createMachineScans({
  db,
  engine,
  secrets,
  enrolment,
}: {
  db: Db;
  engine: Pick<OperationEngine, 'submit'>;
  secrets: Secrets;
  enrolment: Pick<Enrolment, 'enrolAll'>;
}) {
  async function refuseForbidden(text: string): Promise<void> {
    const range = parseRange(text);
    const size = range.last - range.first + 1;
    if (size > mostAddresses) {
      throw new TuskarError(
        'scan-range-too-large',
        `${text} has ${size} addresses; a scan takes ${mostAddresses}.`,
      );
    }
    const allowed = await listRanges(db, { limit: mostRanges });
    if (allowed.some(({ cidr }) => isWithin(range, parseRange(cidr)))) return;
    const known =
      allowed.length === 0 ? 'None is allowed.' : `Allowed: ${allowed.map(({ cidr }) => cidr).join(', ')}.`;
    throw new TuskarError('scan-range-refused', `${text} is in no range that may be scanned. ${known}`);
  }

  return {
    ranges: async (page: { after?: string | undefined; limit: number }): Promise<ScanRange[]> =>
      (await listRanges(db, page)).map(toRange),
    allow: async (given: { cidr: string; note: string | null; by: string }): Promise<ScanRange> =>
      toRange(await insertRange(db, { cidr: networkOf(given.cidr), note: given.note, created_by: given.by })),
    forbid: (cidr: string): Promise<void> => deleteRange(db, networkOf(cidr)),

    start: async ({ credentials, by, ...given }: ScanRequest): Promise<Operation> => {
      await refuseForbidden(given.range);
      const id = newOperationId();
      await keepCredentials(secrets, id, credentials);
      await insertScan(db, { id, requested_by: by, ...given });
      return await engine.submit({
        id,
        kind: 'machine-scan.run',
        input: { scan: id, range: given.range },
        requestedBy: by,
      });
    },
    list: async (page: { after?: string | undefined; limit: number }): Promise<MachineScan[]> =>
      (await listScans(db, page)).map(toScan),
    show: async (id: string): Promise<MachineScan> => toScan(await getScan(db, id)),

    /** @throws scan-candidate-unknown */
    enrol: async (id: string, { machines, inspect, atOnce, by }: ScanEnrolment): Promise<Operation> => {
      const { candidates } = await getScan(db, id);
      const credentials = await readCredentials(secrets, id);
      const given = machines.map(({ name, address, systemId }) => {
        const found = candidates?.find((one) => one.address === address && one.systemId === systemId);
        const credential = credentials[found?.credential ?? -1];
        if (found === undefined || found.state !== 'new' || credential === undefined) {
          throw new TuskarError(
            'scan-candidate-unknown',
            `${name}: ${address} ${systemId} cannot be enrolled from this scan.`,
          );
        }
        const { vendor, model, serial, macs } = found;
        return MachineEnrolment.parse({
          name,
          bmc: { protocol: 'redfish', address, systemId, ...credential },
          macs,
          ...(vendor === null ? {} : { manufacturer: vendor }),
          ...(model === null ? {} : { model }),
          ...(serial === null ? {} : { serial }),
        });
      });
      const names = given.map(({ name }) => name);
      const action = { action: 'enrol', inspect } as const;
      const submission = bulkOf({ names, action, atOnce, stopAfter: names.length, by });
      return await enrolment.enrolAll(given, submission);
    },
  };
}

function toRange({ cidr, note, created_by, created_at }: ScanRangeRow): ScanRange {
  return { cidr, note, createdBy: created_by, createdAt: created_at.toISOString() };
}

function toScan({ id, range, requested_by, created_at, candidates }: MachineScanRow): MachineScan {
  return { id, range, requestedBy: requested_by, createdAt: created_at.toISOString(), candidates };
}
