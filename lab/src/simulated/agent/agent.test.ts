import { describe, expect, it } from 'vitest';
import { profiles } from '../../machines/profiles/all.ts';
import { describe as describeMachine } from '../../machines/profiles/describe.ts';
import type { Fault, MachineDescription } from '../../machines/schema.ts';
import { burnInSteps, type BurnInStep, simulatedBurnIn } from './burn-in.ts';
import { simulatedInspection } from './inspection.ts';
import { neighbourOf } from './lldp.ts';

const at = Date.UTC(2026, 10, 25);

function machineOf(profile: number, index = 3): MachineDescription {
  const found = profiles[profile];
  if (found === undefined) throw new Error(`no profile ${profile}`);
  return describeMachine(found, {
    name: 'sim-00003',
    seed: 1,
    index,
    bmc: { address: '198.19.0.4', password: 'secret' },
  });
}

const burnIn = (machine: MachineDescription, step: BurnInStep, ...faults: Fault[]) =>
  simulatedBurnIn(machine, { step, run: 'r1', faults, startedAt: at, seconds: 60, destructive: true });

type Disks = { serial: string; patterns: { iops: number; error: string | null }[]; temperature: number }[];
const disksOf = (record: ReturnType<typeof burnIn>) => record.measured['disks'] as Disks;

describe('a simulated inspection', () => {
  it.each(profiles.map(({ name }, index) => [name, index] as const))('finds the parts of %s', (_, index) => {
    const machine = machineOf(index);
    const { inventory, pluginData } = simulatedInspection(machine, { faults: [], at });
    expect(inventory.interfaces.map(({ mac_address: mac }) => mac)).toEqual(
      machine.nics.map(({ mac }) => mac),
    );
    expect(inventory.disks.map(({ serial }) => serial)).toEqual(machine.drives.map(({ serial }) => serial));
    expect(new Set(inventory.disks.map(({ name }) => name)).size).toBe(machine.drives.length);
    expect(inventory.memory.physical_mb).toBe(
      machine.dimms.reduce((sum, { mebibytes }) => sum + mebibytes, 0),
    );
    expect(pluginData.tuskar.memory).toHaveLength(machine.dimms.length);
    expect(pluginData.tuskar.pci).toHaveLength(machine.accelerators.length);
  });

  it('finds what faults leave', () => {
    const faults: Fault[] = [{ name: 'dimm-missing', target: 'A1' }];
    const { inventory, pluginData } = simulatedInspection(machineOf(0), { faults, at });
    expect(inventory.memory.physical_mb).toBe(15 * 32 * 1024);
    expect(pluginData.tuskar.memory[0]).toMatchObject({ slot: 'A1', bytes: 0, serial: null });
  });

  it('is the same for the same moment', () => {
    const one = simulatedInspection(machineOf(3), { faults: [], at });
    expect(simulatedInspection(machineOf(3), { faults: [], at })).toEqual(one);
  });

  it('says which switch ports its fast NICs hang on', () => {
    const { inventory, pluginData } = simulatedInspection(machineOf(0), { faults: [], at });
    const names = inventory.interfaces.map(
      ({ name }) => pluginData.lldp_raw[name]?.find(([type]) => type === 5)?.[1],
    );
    expect(names.map((hex) => (hex === undefined ? null : Buffer.from(hex, 'hex').toString()))).toEqual([
      null,
      null,
      'leaf-r001a',
      'leaf-r001b',
    ]);
    expect(neighbourOf('sim-00025', 0)).toEqual({ switch: 'leaf-r002a', port: 'Ethernet11' });
  });
});

describe('a simulated burn-in', () => {
  it.each(burnInSteps)('measures %s without a failure on a good machine', (step) => {
    const record = burnIn(machineOf(4), step);
    expect(record).toMatchObject({ step: `tuskar_burnin_${step}`, run: 'r1', ok: true, failures: [] });
    expect(Object.keys(record.measured)).not.toEqual([]);
    expect(burnIn(machineOf(4), step)).toEqual(record);
  });

  it('measures siblings within a few per cent of each other', () => {
    const speeds = Array.from({ length: 50 }, (_, index) => {
      const { measured } = burnIn(machineOf(0, index), 'memory');
      return Number(measured['readMegabytesPerSecond']);
    });
    expect(new Set(speeds).size).toBeGreaterThan(40);
    expect(Math.max(...speeds) / Math.min(...speeds)).toBeLessThan(1.08);
  });

  it('shows a slow disk by its figures alone', () => {
    const record = burnIn(machineOf(3), 'disk', { name: 'disk-slow', target: 'Disk.4' });
    const slow = machineOf(3).drives.find(({ bay }) => bay === 'Disk.4')?.serial;
    const iops = (serial: string | undefined) =>
      disksOf(record).find((disk) => disk.serial === serial)?.patterns[1]?.iops ?? 0;
    const sibling = machineOf(3).drives.find(({ bay }) => bay === 'Disk.5')?.serial;
    expect(iops(slow)).toBeLessThan(iops(sibling) / 5);
    expect(record.failures).toEqual([]);
  });

  it('names the disk that fails, in the burn-in and in its self-test', () => {
    const fault: Fault = { name: 'disk-fails', target: 'Bay.1' };
    const serial = machineOf(0).drives.find(({ bay }) => bay === 'Bay.1')?.serial;
    for (const step of ['disk', 'smart'] as const) {
      expect(burnIn(machineOf(0), step, fault).failures).toEqual([
        expect.objectContaining({ part: expect.objectContaining({ kind: 'disk', id: serial }) }),
      ]);
    }
  });

  it('shows a hot machine by its temperatures and by its speed', () => {
    const [good, hot] = [burnIn(machineOf(0), 'cpu'), burnIn(machineOf(0), 'cpu', { name: 'overheat' })];
    const highest = ({ measured }: typeof good) =>
      Math.max(...Object.values(measured['highestTemperatures'] as Record<string, number>));
    const speed = ({ measured }: typeof good) =>
      (measured['sockets'] as { opsPerSecond: number }[])[0]?.opsPerSecond ?? 0;
    expect(highest(hot)).toBeGreaterThan(highest(good) + 20);
    expect(speed(hot)).toBeLessThan(0.8 * speed(good));
  });

  it('names the DIMM that corrects too many errors', () => {
    const { failures, measured } = burnIn(machineOf(0), 'memory', { name: 'dimm-errors', target: 'B2' });
    expect(failures).toEqual([expect.objectContaining({ part: { kind: 'memory', id: 'B2' } })]);
    expect(JSON.stringify(measured['errors'])).toMatch(/"mc0 B2":{"corrected":[1-9]/);
  });
});
