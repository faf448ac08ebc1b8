import { readings } from '../../bmc/sensors.ts';
import { asFound } from '../../machines/as-found.ts';
import type { Drive, Fault, MachineDescription } from '../../machines/schema.ts';
import { between, gaussian } from '../../machines/seeded.ts';
import { described, type Device, devicesOf, nicName, nicsIn } from './devices.ts';
import { measurePattern, type PatternName } from './disk-speed.ts';
import { diskTemperature, smartOf } from './smart.ts';

export const burnInSteps = ['cpu', 'memory', 'disk', 'smart', 'network', 'gpu'] as const;
export type BurnInStep = (typeof burnInSteps)[number];

export type BurnInOptions = {
  step: BurnInStep;
  /** Names the run in the record. */
  run: string | null;
  /** With their parts named. */
  faults: readonly Fault[];
  /** Milliseconds since 1970. */
  startedAt: number;
  seconds: number;
  /** Disks: whether writing is measured too. */
  destructive?: boolean;
};

/** With the machine as it was delivered. */
type StepOptions = BurnInOptions & { whole: MachineDescription };

type Failure = { part: { kind: string; id: string; name?: string; model?: string }; what: string };
type Found = { measured: Record<string, unknown>; failures: Failure[] };

/**
 * The record that our hardware manager leaves of a burn-in step, measured on a simulated machine. Speeds are bytes or
 * operations a second, memory in megabytes a second, temperatures degrees Celsius, latencies microseconds. Pure: machines
 * differ by a per cent or so from their siblings, and by far where a fault is of a part. A machine that restarts in
 * burn-in leaves no record, which is for the caller to play.
 */
export function simulatedBurnIn(machine: MachineDescription, options: BurnInOptions) {
  const { step, run, startedAt, seconds } = options;
  const { measured, failures } = steps[step](asFound(machine, options.faults), {
    ...options,
    whole: machine,
  });
  return {
    step: `tuskar_burnin_${step}`,
    run,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(startedAt + seconds * 1000).toISOString(),
    ok: true,
    error: null,
    measured,
    failures,
  };
}

const steps: Record<BurnInStep, (machine: MachineDescription, options: StepOptions) => Found> = {
  cpu: burnInCpu,
  memory: burnInMemory,
  disk: burnInDisks,
  smart: testDisks,
  network: burnInNetwork,
  gpu: watchGpus,
};

const near = (value: number, deviation: number, ...keys: string[]): number =>
  value * (1 + deviation * Math.max(-3, Math.min(3, gaussian(...keys))));

function burnInCpu(machine: MachineDescription, options: BurnInOptions): Found {
  const throttled = options.faults.some(({ name }) => name === 'overheat') ? 0.68 : 1;
  const sockets = machine.processors.map(({ socket, model, cores, maxMhz }, index) => {
    const perCore = near(between(0.3, 0.36, model) * maxMhz * throttled, 0.006, machine.uuid, socket);
    const opsPerSecond = Math.round(perCore * cores);
    return {
      socket: String(index),
      cores,
      seconds: options.seconds,
      opsPerSecond,
      opsPerSecondPerCore: opsPerSecond / cores,
    };
  });
  return { measured: { sockets, ...errorsAndHeat(machine, options) }, failures: [] };
}

/** A DIMM's channel gives eight bytes a transfer; of that about three quarters can be had. */
function burnInMemory(machine: MachineDescription, options: BurnInOptions): Found {
  const channels = machine.dimms.reduce((sum, { mhz }) => sum + mhz * 8, 0);
  const bytes = machine.dimms.reduce((sum, { mebibytes }) => sum + mebibytes, 0) * 1024 ** 2;
  const read = near(channels * 0.76, 0.01, machine.uuid, 'memory read');
  const measured = {
    bytesTested: Math.floor(bytes * 0.74),
    patterns: { opsPerSecond: Math.round(read * 31), seconds: options.seconds },
    readMegabytesPerSecond: Math.round(read),
    writeMegabytesPerSecond: Math.round(near(read * 0.71, 0.01, machine.uuid, 'memory write')),
    ...errorsAndHeat(machine, options),
  };
  const failures = options.faults
    .filter(({ name }) => name === 'dimm-errors')
    .map(({ target = '' }) => ({
      part: { kind: 'memory', id: target },
      what: `${correctedErrors(machine, target)} errors corrected`,
    }));
  return { measured, failures };
}

function burnInDisks(machine: MachineDescription, options: BurnInOptions): Found {
  const patterns: PatternName[] = options.destructive
    ? ['read', 'randread', 'write', 'randwrite']
    : ['read', 'randread'];
  const { faults, startedAt } = options;
  const worked = { faults, at: startedAt + options.seconds * 1000, hasWorked: true };
  const disks = devicesOf(machine).map((device) => {
    const all = patterns.map((pattern) => measurePattern(device.drive, pattern, faults));
    const failedAt = all.findIndex(({ error }) => error !== null);
    return {
      ...described(device),
      written: options.destructive ?? false,
      // A disk that fails a pattern is not asked for the others.
      patterns: failedAt < 0 ? all : all.slice(0, failedAt + 1),
      temperature: diskTemperature(machine, device.drive, worked),
    };
  });
  const failures = disks.flatMap(({ serial, name, model, patterns: done }) =>
    done.flatMap(({ pattern, error }) =>
      error === null
        ? []
        : [{ part: { kind: 'disk', id: serial, name, model }, what: `${pattern}: ${error}` }],
    ),
  );
  return { measured: { disks, highestTemperatures: heat(machine, options) }, failures };
}

function testDisks(machine: MachineDescription, options: BurnInOptions): Found {
  const { faults, startedAt, seconds } = options;
  const fails = (drive: Drive) =>
    faults.some(({ name, target }) => name === 'disk-fails' && target === drive.bay);
  const at = (moment: number, device: Device, hasWorked: boolean) =>
    smartOf(machine, device.drive, { faults, at: moment, hasWorked });
  const devices = devicesOf(machine);
  const disks = devices.map((device) => ({
    ...described(device),
    supported: true,
    test: 'long',
    percent: 100,
    result: fails(device.drive) ? 'Completed: read failure' : 'passed',
    before: at(startedAt, device, false),
    after: at(startedAt + seconds * 1000, device, true),
  }));
  const failures = devices
    .filter(({ drive }) => fails(drive))
    .map(({ drive, path }) => ({
      part: { kind: 'disk', id: drive.serial, name: path, model: drive.model },
      what: 'its self-test ended with: Completed: read failure',
    }));
  return { measured: { disks }, failures };
}

/** Over the fastest NIC, which carries nineteen twentieths of its line rate. */
function burnInNetwork(machine: MachineDescription, { seconds, whole }: StepOptions): Found {
  const nics = nicsIn(whole, machine);
  const fastest = Math.max(...nics.map(({ nic }) => nic.mbps));
  const name = nicName(nics.find(({ nic }) => nic.mbps === fastest)?.place ?? 0);
  const flows = (['send', 'receive'] as const).map((direction) => ({
    direction,
    bytesPerSecond: Math.round(near((fastest * 1e6 * 0.941) / 8, 0.002, machine.uuid, direction)),
    retransmits: Math.round(between(0, 4, machine.uuid, direction, 'retransmits') * seconds),
  }));
  const clean = { rx_errors: 0, tx_errors: 0, rx_crc_errors: 0 };
  const errors = Object.fromEntries(nics.map(({ place }) => [nicName(place), clean]));
  return { measured: { role: 'client', peer: null, nic: name, flows, errors }, failures: [] };
}

/** The ramdisk has no vendor's driver: links and temperatures are watched, nothing is computed. */
function watchGpus(machine: MachineDescription, options: BurnInOptions): Found {
  const gpus = machine.accelerators.map(({ model }, place) => ({
    address: `0000:${(0x30 + place).toString(16)}:00.0`,
    model,
    linkWidth: 16,
    linkWidthMax: 16,
    opsPerSecond: null,
    temperature: Math.round(between(38, 52, machine.uuid, place)),
  }));
  return {
    measured: { gpus, computed: false, highestTemperatures: heat(machine, options) },
    failures: [],
  };
}

const correctedErrors = (machine: MachineDescription, slot: string): number =>
  Math.round(between(20, 400, machine.uuid, slot, 'corrected errors'));

function errorsAndHeat(machine: MachineDescription, options: BurnInOptions) {
  const bad = new Set(
    options.faults.filter(({ name }) => name === 'dimm-errors').map(({ target }) => target),
  );
  const dimms = Object.fromEntries(
    machine.dimms.map(({ slot }) => [
      `mc0 ${slot}`,
      { corrected: bad.has(slot) ? correctedErrors(machine, slot) : 0, uncorrected: 0 },
    ]),
  );
  return { errors: { dimms, machineChecks: {} }, highestTemperatures: heat(machine, options) };
}

/** Under full load, so some degrees above what the BMC's sensors say at the same moment. */
function heat(machine: MachineDescription, { faults, startedAt, seconds }: BurnInOptions) {
  const { temperatures } = readings(machine, { faults, isOn: true, at: startedAt + seconds * 1000 });
  return Object.fromEntries(
    temperatures
      .filter(({ context }) => context === 'CPU')
      .map(({ name }, socket) => {
        const hot = faults.some((fault) => fault.name === 'overheat') ? 28 : 0;
        const celsius =
          between(70, 74, machine.profile) + hot + 1.2 * gaussian(machine.uuid, name, 'full load');
        return [`coretemp coretemp.${socket} Package id ${socket}`, Math.round(celsius)];
      }),
  );
}
