import { TuskarError } from '@tuskar/contract/error.ts';
import type { ImportedMachine } from '@tuskar/contract/machine-import.ts';
import { sampleCandidates } from '../samples/scan.ts';
import { sampleMachine } from '../samples/machine.ts';
import { submit } from '../simulate.ts';
import type { World } from '../world.ts';
import { findOr } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

/** Enrols machines one after another; they are there from now on. */
function enrol(world: World, names: string[], requestedBy: string) {
  world.machines.push(...names.map((name) => sampleMachine({ name, state: 'enrolling', summary: null })));
  const [only = ''] = names;
  return submit(world, {
    kind: names.length === 1 ? 'machine.enrol' : 'machine.bulk',
    title: names.length === 1 ? `Enrol the machine ${only}` : `Enrol ${names.length} machines`,
    subject: { type: 'machine', name: only },
    requestedBy,
    steps: names.map((name) => ({ title: `Reach the BMC of ${name}`, host: null, wave: 0 })),
  });
}

type Row = { name?: string; pm_addr?: string; pm_user?: string; pm_password?: string };

/** Reads no more than the JSON of a test: {"nodes": [{"name": …, "pm_addr": …}]}. */
function read(world: World, { file, content }: { file: string; content: string }) {
  const { nodes } = JSON.parse(content) as { nodes: Row[] };
  const machines = nodes.map(
    ({ name = 'unnamed', pm_addr: address = '', pm_user: user = null, pm_password: password }, index) =>
      ({
        item: `nodes[${index}]`,
        name,
        machine: world.machines.some((one) => one.name === name) ? name : null,
        bmc: { protocol: 'redfish', address, port: null, systemId: null, user, verifyCa: false },
        password: password !== undefined,
        macs: [],
        place: { site: 'ams1', rack: 'r12', unit: index + 20 },
        labels: {},
        note: null,
      }) satisfies ImportedMachine,
  );
  const problems = machines.flatMap(({ item, bmc }) =>
    bmc.address === '' ? [{ file, item, field: 'pm_addr', reason: 'is missing' }] : [],
  );
  const fresh = machines.filter(({ machine }) => machine === null);
  return { machines, problems, fresh };
}

export const enrolHandlers: Handlers<
  | 'machine.enrol'
  | 'machine-import.preview'
  | 'machine-import.run'
  | 'scan-range.list'
  | 'scan-range.add'
  | 'scan-range.remove'
  | 'machine-scan.list'
  | 'machine-scan.show'
  | 'machine-scan.start'
  | 'machine-scan.enrol'
> = {
  'machine.enrol': ({ session: { world, user }, body: { name } }) => {
    if (world.machines.some((machine) => machine.name === name)) {
      throw new TuskarError('machine-exists', `There is a machine ${name} already.`);
    }
    return enrol(world, [name], user);
  },
  'machine-import.preview': ({ session: { world }, body }) => {
    const { machines, problems, fresh } = read(world, body);
    const known = machines.length - fresh.length;
    const ignored = [{ file: body.file, item: 'nodes[0]', field: 'arch', reason: 'the inspection finds it' }];
    return { format: 'instackenv', machines, added: fresh.length, known, problems, ignored };
  },
  'machine-import.run': ({ session: { world, user }, body }) => {
    const { fresh } = read(world, body);
    const added = fresh.map(({ name }) => name);
    return { added, known: [], operation: added.length === 0 ? null : enrol(world, added, user) };
  },
  'scan-range.list': ({ session: { world }, query }) => pageOf(world.scanRanges, query),
  'scan-range.add': ({ session: { world, user }, body: { cidr, note = null } }) => {
    const range = { cidr, note, createdBy: user, createdAt: new Date().toISOString() };
    world.scanRanges.push(range);
    return range;
  },
  'scan-range.remove': ({ session: { world }, params }) => {
    world.scanRanges = world.scanRanges.filter(({ cidr }) => cidr !== params.cidr);
    return undefined;
  },
  'machine-scan.list': ({ session: { world }, query }) => pageOf(world.scans, query),
  'machine-scan.show': ({ session: { world }, params }) =>
    findOr(world.scans, 'machine-scan-not-found', ({ id }) => id === params.id),
  'machine-scan.start': ({ session: { world, user }, body: { range } }) => {
    if (!world.scanRanges.some(({ cidr }) => cidr.startsWith(range.split('.').slice(0, 3).join('.')))) {
      throw new TuskarError('scan-range-refused', `${range} is in no range that may be scanned.`);
    }
    const operation = submit(world, {
      kind: 'machine-scan.run',
      title: `Look for BMCs in ${range}`,
      subject: { type: 'operation', name: range },
      requestedBy: user,
      steps: [{ title: 'Ask each address', host: null, wave: 0 }],
      onDone: () => Object.assign(scan, { candidates: sampleCandidates }),
    });
    const { id, createdAt } = operation;
    const scan = { id, range, requestedBy: user, createdAt, candidates: null };
    world.scans.unshift(scan);
    return operation;
  },
  'machine-scan.enrol': ({ session: { world, user }, body: { machines } }) =>
    enrol(
      world,
      machines.map(({ name }) => name),
      user,
    ),
};
