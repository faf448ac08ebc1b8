import { TuskarError } from '@tuskar/contract/error.ts';
import { MachineEnrolment } from '@tuskar/contract/machine-enrolment.ts';
import type { ImportedMachine, ImportPreview } from '@tuskar/contract/machine-import.ts';
import type { Bmc } from '@tuskar/contract/machine.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import type { Db } from '../../platform/database/connect.ts';
import { bmcOf } from '../bmc-address.ts';
import { bulkOf } from '../bulk/bulk.ts';
import type { Enrolment } from '../enrolment.ts';
import { type FoundMachine, nameOf } from './found-machine.ts';
import { findKnown } from './known-machines.ts';
import { matcherOf } from './match.ts';
import { placeOf } from './place.ts';
import { createProblems, type Problems, sentenceOf } from './problems.ts';
import { readFile } from './read-file.ts';

export type MachineImport = ReturnType<typeof createMachineImport>;

export type ImportFile = { file: string; content: string; provider: 'ironic' | 'simulated' };

type Judged = { found: FoundMachine; shown: ImportedMachine; enrolment: MachineEnrolment | undefined };

/** Bringing machines in from files that people have. */
export function createMachineImport({ db, enrolment }: { db: Db; enrolment: Pick<Enrolment, 'enrolAll'> }) {
  async function judge(file: ImportFile): Promise<ImportPreview & { judged: Judged[] }> {
    const problems = createProblems(file.file);
    const { format, machines } = readFile(file, problems);
    const judged = await judgeMachines(db, { machines, provider: file.provider }, problems);
    const known = judged.filter(({ shown }) => shown.machine !== null).length;
    return {
      format,
      machines: judged.map(({ shown }) => shown),
      added: judged.length - known,
      known,
      problems: problems.found,
      ignored: problems.ignored,
      judged,
    };
  }

  return {
    preview: async (file: ImportFile): Promise<ImportPreview> => {
      const { judged: _, ...preview } = await judge(file);
      return preview;
    },
    /** @throws import-invalid, naming all that is wrong */
    run: async (
      file: ImportFile,
      { inspect, atOnce, by }: { inspect: boolean; atOnce: number; by: string },
    ): Promise<{ added: string[]; known: string[]; operation: Operation | null }> => {
      const { problems, judged } = await judge(file);
      if (problems.length > 0) throw invalid(problems);
      const fresh = judged.filter(({ shown }) => shown.machine === null);
      const known = judged.flatMap(({ shown }) => shown.machine ?? []);
      if (fresh.length === 0) return { added: [], known, operation: null };
      const names = fresh.map(({ shown }) => shown.name);
      const action = { action: 'enrol', inspect } as const;
      const operation = await enrolment.enrolAll(
        fresh.flatMap((one) => one.enrolment ?? []),
        bulkOf({ names, action, atOnce, stopAfter: names.length, by }),
      );
      return { added: names, known, operation };
    },
  };
}

async function judgeMachines(
  db: Db,
  { machines, provider }: { machines: FoundMachine[]; provider: ImportFile['provider'] },
  problems: Problems,
): Promise<Judged[]> {
  const read = machines.flatMap((found) => {
    const bmc = tryBmc(found, problems);
    return bmc === undefined ? [] : [{ found, bmc, name: nameOf(found) }];
  });
  refuseTwice(read, problems);
  const known = await findKnown(db, {
    macs: read.flatMap(({ found }) => found.macs),
    addresses: read.map(({ bmc }) => bmc.address),
    ids: read.flatMap(({ found }) => found.uuid ?? []),
    names: read.map(({ name }) => name),
  });
  const match = matcherOf(known);
  const names = new Set(known.map((machine) => machine.name));
  return read.map(({ found, bmc, name }) => {
    const matches = match({ uuid: found.uuid, bmc, macs: found.macs });
    const [first] = matches;
    if (matches.length > 1) {
      const which = matches.map(({ machine, by }) => `${machine.name} by its ${by.join(' and ')}`).join(', ');
      problems.add(found.item, '', `is more than one machine: ${which}`);
    }
    if (first === undefined && names.has(name)) {
      problems.add(found.item, 'name', `${name} is another machine, with another BMC`);
    }
    const { item, macs, labels, note } = found;
    const machine = first?.machine.name ?? null;
    const password = found.bmc.password !== undefined;
    const shown = { item, name, machine, bmc, password, macs, place: placeOf(note), labels, note };
    const enrolment = machine === null ? enrolmentOf({ found, name }, provider, problems) : undefined;
    return { found, shown, enrolment };
  });
}

function tryBmc({ bmc, item }: FoundMachine, problems: Problems): Bmc | undefined {
  try {
    return bmcOf(bmc);
  } catch {
    problems.add(item, 'address', `'${bmc.address}' is no address of a BMC`);
    return undefined;
  }
}

/** What must be one machine's alone, within the file. */
function refuseTwice(read: { found: FoundMachine; bmc: Bmc; name: string }[], problems: Problems): void {
  const seen = new Map<string, string>();
  const once = (key: string, item: string, field: string, what: string) => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, item);
    else if (first !== item) problems.add(item, field, `${what} is that of ${first} too`);
  };
  for (const { found, bmc, name } of read) {
    once(`name ${name}`, found.item, 'name', `the name ${name}`);
    for (const mac of found.macs) once(`mac ${mac}`, found.item, 'ports', `the MAC address ${mac}`);
    if (found.uuid !== null) once(`uuid ${found.uuid}`, found.item, 'uuid', `the UUID ${found.uuid}`);
    const address = `${bmc.address}${bmc.port === null ? '' : `:${bmc.port}`}`;
    if (bmc.protocol !== 'manual')
      once(`bmc ${address} ${bmc.systemId}`, found.item, 'pm_addr', `the BMC ${address}`);
  }
}

/** What enrols it; undefined where a value is one that no machine may have, which is a problem. */
function enrolmentOf(
  { found, name }: { found: FoundMachine; name: string },
  provider: ImportFile['provider'],
  problems: Problems,
): MachineEnrolment | undefined {
  const { item, macs, labels, note, manufacturer, model, serial, uuid, bmc } = found;
  const { data, error } = MachineEnrolment.safeParse({
    name,
    provider,
    bmc,
    macs,
    labels,
    ...(uuid === null ? {} : { node: uuid }),
    ...(note === null ? {} : { note: note.slice(0, 4000) }),
    ...(manufacturer === null ? {} : { manufacturer }),
    ...(model === null ? {} : { model }),
    ...(serial === null ? {} : { serial }),
  });
  for (const { path, message } of error?.issues ?? []) {
    problems.add(item, path.join('.'), `cannot be kept: ${message}`);
  }
  return data;
}

const shownProblems = 50;

function invalid(problems: ImportPreview['problems']): TuskarError {
  const more = problems.length > shownProblems ? `\nand ${problems.length - shownProblems} more` : '';
  const lines = problems.slice(0, shownProblems).map(sentenceOf).join('\n');
  return new TuskarError('import-invalid', `${lines}${more}`, { context: { problems } });
}
