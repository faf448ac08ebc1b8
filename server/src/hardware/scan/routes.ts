import { pageOfRows, parseCursor } from '../../platform/http/cursor.ts';
import type { Handlers } from '../../platform/http/handler.ts';
import type { MachineScans } from './scan.ts';

type ScanHandlers = Pick<
  Handlers,
  | 'scan-range.list'
  | 'scan-range.add'
  | 'scan-range.remove'
  | 'machine-scan.start'
  | 'machine-scan.list'
  | 'machine-scan.show'
  | 'machine-scan.enrol'
>;

const network = /^[\d./]+$/;
const operation = /^op-[0-9a-z]+$/;

export function scanHandlers({ scans }: { scans: MachineScans }): ScanHandlers {
  return {
    'scan-range.list': async ({ query: { cursor, limit } }) => {
      const rows = await scans.ranges({ after: parseCursor(cursor, network), limit: limit + 1 });
      return pageOfRows(rows, limit, ({ cidr }) => cidr);
    },
    'scan-range.add': ({ body: { cidr, note = null }, actor }) => scans.allow({ cidr, note, by: actor.name }),
    'scan-range.remove': async ({ params }) => {
      await scans.forbid(params.cidr);
    },
    'machine-scan.start': ({ body, actor }) => scans.start({ ...body, by: actor.name }),
    'machine-scan.list': async ({ query: { cursor, limit } }) => {
      const rows = await scans.list({ after: parseCursor(cursor, operation), limit: limit + 1 });
      return pageOfRows(rows, limit, ({ id }) => id);
    },
    'machine-scan.show': ({ params }) => scans.show(params.id),
    'machine-scan.enrol': ({ params, body, actor }) => scans.enrol(params.id, { ...body, by: actor.name }),
  };
}
