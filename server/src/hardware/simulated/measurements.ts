import type { Drive, MachineDescription } from '@tuskar/lab/machines/schema.ts';
import { gaussian } from '@tuskar/lab/machines/seeded.ts';
import type { NodeStep } from '../bare-metal.ts';
import type { Individual } from './individual.ts';
import { deviceName } from './inventory.ts';

/** What a step measured and found, in the shape of our hardware manager's records. */
export type Found = { measured: unknown; failures: { part: Record<string, unknown>; what: string }[] };

/** Machines alike differ by about this much: one deviation, as a part of the figure. */
const spread = 0.012;

type Key = (string | number)[];

const about = (figure: number, ...key: Key): number => figure * (1 + spread * gaussian(...key));

/** Undefined for a step that measures nothing. */
export function measure(individual: Individual, step: NodeStep, run: number): Found | undefined {
  const { machine } = individual;
  const key: Key = [machine.uuid, step.step, run];
  switch (step.step) {
    case 'tuskar_burnin_cpu':
      return cpu(individual, key);
    case 'tuskar_burnin_memory':
      return memory(individual, key);
    case 'tuskar_burnin_disk':
      return disks(individual, { key, only: serialsOf(step), writes: step.args?.['destructive'] === true });
    case 'tuskar_burnin_smart':
      return smart(individual, { key, only: serialsOf(step) });
    case 'tuskar_burnin_network':
      return network(machine, key);
    case 'tuskar_burnin_gpu':
      return gpu(individual, key);
    default:
      return undefined;
  }
}

function serialsOf({ args }: NodeStep): ReadonlySet<string> | undefined {
  const serials = args?.['serials'];
  return Array.isArray(serials) ? new Set(serials.map(String)) : undefined;
}

function temperatures({ machine, has }: Individual, key: Key): Record<string, number> {
  const usual = has('overheat') ? 97 : 68;
  return Object.fromEntries(
    machine.processors.map(({ socket }) => [`coretemp ${socket}`, usual + 2 * gaussian(...key, socket, 'C')]),
  );
}

function cpu(individual: Individual, key: Key): Found {
  const { machine, has } = individual;
  // A processor that is too hot slows down.
  const pace = has('overheat') ? 0.82 : 1;
  const sockets = machine.processors.map(({ socket, cores, maxMhz }) => {
    const opsPerSecondPerCore = pace * about(maxMhz * 1000, ...key, socket);
    return { socket, opsPerSecond: opsPerSecondPerCore * cores, opsPerSecondPerCore, seconds: 60 };
  });
  return {
    measured: { sockets, errors: dimmErrors(individual), highestTemperatures: temperatures(individual, key) },
    failures: [],
  };
}

function dimmErrors({ machine, faults }: Individual) {
  const bad = faults.find(({ name }) => name === 'dimm-errors')?.target;
  const counts = machine.dimms.map(({ slot }) => [
    slot,
    { corrected: slot === bad ? 412 : 0, uncorrected: 0 },
  ]);
  return { dimms: Object.fromEntries(counts) as Record<string, unknown>, machineChecks: {} };
}

function memory(individual: Individual, key: Key): Found {
  const { machine } = individual;
  const speed = machine.dimms.reduce((sum, { mhz }) => sum + mhz, 0);
  return {
    measured: {
      patterns: { opsPerSecond: about(speed * 100, ...key, 'patterns'), seconds: 60 },
      readMegabytesPerSecond: about(speed * 4, ...key, 'read'),
      writeMegabytesPerSecond: about(speed * 3, ...key, 'write'),
      errors: dimmErrors(individual),
      highestTemperatures: temperatures(individual, key),
    },
    failures: [],
  };
}

type Speed = { bytesPerSecond: number; iops: number; microseconds: number };

/** As drives of each kind do in tests of this sort: blocks of 1 MiB in order, of 4 KiB at random. */
function speedOf({ protocol, media }: Drive): Speed {
  if (protocol === 'NVMe') return { bytesPerSecond: 3.2e9, iops: 480_000, microseconds: 95 };
  if (media === 'SSD') return { bytesPerSecond: 5.2e8, iops: 88_000, microseconds: 180 };
  return { bytesPerSecond: 2.4e8, iops: 190, microseconds: 5200 };
}

function patternsOf(drive: Drive, { key, slow, writes }: { key: Key; slow: number; writes: boolean }) {
  const { bytesPerSecond, iops, microseconds } = speedOf(drive);
  const one = (pattern: string, share: number) => ({
    pattern,
    bytesPerSecond: about(bytesPerSecond * share * slow, ...key, drive.bay, pattern, 'bytes'),
    iops: about(iops * share * slow, ...key, drive.bay, pattern, 'iops'),
    latencyMicroseconds: Object.fromEntries(
      [1, 1.6, 3.1].map((factor, index) => [
        ['p50', 'p95', 'p99'][index],
        about((microseconds * factor) / slow, ...key, drive.bay, pattern, index),
      ]),
    ),
    error: null,
  });
  const reads = [one('read', 1), one('randread', 1)];
  return writes ? [...reads, one('write', 0.8), one('randwrite', 0.7)] : reads;
}

function described(drive: Drive, index: number) {
  const { serial, wwn, model, bytes, bay, media, protocol } = drive;
  return {
    name: deviceName(protocol, index),
    serial,
    wwn,
    model,
    bytes,
    bay,
    rotational: media === 'HDD',
    transport: protocol.toLowerCase(),
  };
}

/** Drives with the names that they have among all, those of the wanted serial numbers. */
function drivesOf({ machine }: Individual, only: ReadonlySet<string> | undefined) {
  return machine.drives
    .map((drive, index) => ({ drive, about: described(drive, index) }))
    .filter(({ drive }) => only === undefined || only.has(drive.serial));
}

type DiskTest = { key: Key; only: ReadonlySet<string> | undefined; writes: boolean };

function disks(individual: Individual, { key, only, writes }: DiskTest): Found {
  const target = (name: string) => individual.faults.find((fault) => fault.name === name)?.target;
  const [failing, slow] = [target('disk-fails'), target('disk-slow')];
  const chosen = drivesOf(individual, only);
  return {
    measured: {
      disks: chosen.map(({ drive, about: names }) => ({
        ...names,
        temperature: (drive.media === 'HDD' ? 38 : 44) + 2 * gaussian(...key, drive.bay, 'C'),
        patterns:
          drive.bay === failing
            ? [{ pattern: 'read', error: 'Input/output error' }]
            : patternsOf(drive, { key, slow: drive.bay === slow ? 0.22 : 1, writes }),
      })),
      highestTemperatures: temperatures(individual, key),
    },
    failures: chosen
      .filter(({ drive }) => drive.bay === failing)
      .map(({ about: { name, serial } }) => ({
        part: { kind: 'disk', id: serial, name },
        what: `fio: io_u error on file ${name}: Input/output error`,
      })),
  };
}

function smart(individual: Individual, { key, only }: Omit<DiskTest, 'writes'>): Found {
  const failing = individual.faults.find(({ name }) => name === 'disk-fails')?.target;
  const chosen = drivesOf(individual, only);
  const health = (drive: Drive) => ({
    passed: drive.bay !== failing,
    firmware: drive.firmware,
    temperature: Math.round(38 + 2 * gaussian(...key, drive.bay, 'C')),
    powerOnHours: 40,
    attributes:
      drive.protocol === 'NVMe'
        ? []
        : [{ id: 5, name: 'Reallocated_Sector_Ct', raw: drive.bay === failing ? 128 : 0 }],
    ...(drive.protocol === 'NVMe' ? { nvme: { media_errors: drive.bay === failing ? 61 : 0 } } : {}),
  });
  return {
    measured: {
      disks: chosen.map(({ drive, about: names }) => ({
        ...names,
        supported: true,
        result: drive.bay === failing ? 'failed: read failure' : 'passed',
        before: health(drive),
        after: health(drive),
      })),
    },
    failures: chosen
      .filter(({ drive }) => drive.bay === failing)
      .map(({ about: { name, serial } }) => ({
        part: { kind: 'disk', id: serial, name },
        what: 'its long self-test ended with a read failure',
      })),
  };
}

function network({ nics }: MachineDescription, key: Key): Found {
  const nic = nics[0];
  const bytesPerSecond = ((nic?.mbps ?? 0) * 1e6 * 0.94) / 8;
  const flow = (direction: string) => ({
    direction,
    bytesPerSecond: about(bytesPerSecond, ...key, direction),
    retransmits: 3,
  });
  return {
    measured: { role: 'client', nic: nic?.name, flows: [flow('send'), flow('receive')], errors: {} },
    failures: [],
  };
}

function gpu(individual: Individual, key: Key): Found {
  const gpus = individual.machine.accelerators
    .filter(({ kind }) => kind === 'GPU')
    .map(({ slot }) => ({
      address: slot,
      opsPerSecond: about(1.9e13, ...key, slot),
      temperature: 64 + 3 * gaussian(...key, slot, 'C'),
    }));
  return { measured: { gpus, highestTemperatures: temperatures(individual, key) }, failures: [] };
}
