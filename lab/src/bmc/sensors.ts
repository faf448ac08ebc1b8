import { fanNames, powerSupplyNames } from '../machines/faults.ts';
import type { Fault, MachineDescription } from '../machines/schema.ts';
import { between, drift, gaussian } from '../machines/seeded.ts';

export type Temperature = {
  name: string;
  context: 'Intake' | 'Exhaust' | 'CPU' | 'SystemBoard';
  /** Degrees Celsius; null where the part has no power. */
  celsius: number | null;
  warning: number;
  critical: number;
};
/** Revolutions a minute; null where the machine is off. */
export type Fan = { name: string; rpm: number | null };
export type PowerSupply = {
  name: string;
  inputVolts: number;
  outputWatts: number;
  capacityWatts: number;
  state: 'good' | 'failed' | 'no input';
};
export type Readings = {
  temperatures: Temperature[];
  fans: Fan[];
  supplies: PowerSupply[];
  /** What the machine draws, watts. */
  watts: number;
};

type Conditions = { faults: readonly Fault[]; isOn: boolean; at: number };

export const fullFanSpeed = 18_000;
const minute = 60_000;
/** A processor that overheats is well above it, whatever its load. */
const criticalCelsius = 95;

/**
 * What the sensors read at a moment (milliseconds since 1970): a pure function, so that nothing has to tick. Load drifts
 * over ten minutes, the room over an hour; temperatures and fans follow, with a little noise each second.
 */
export function readings(machine: MachineDescription, { faults, isOn, at }: Conditions): Readings {
  const { uuid } = machine;
  const has = (name: Fault['name'], target?: string) =>
    faults.some((fault) => fault.name === name && (target === undefined || fault.target === target));
  const second = Math.floor(at / 1000);
  const noise = (...keys: string[]) => gaussian(uuid, second, ...keys);
  const load = isOn ? 0.1 + 0.7 * drift(at, 10 * minute, uuid, 'load') : 0;
  const room = between(19, 24, uuid, 'room') + 2 * drift(at, 60 * minute, uuid, 'room');
  const isHot = has('overheat') && isOn;

  const watts = isOn ? wattsAt(machine, load) + 3 * noise('watts') : standbyWatts(machine);
  const cpus = machine.processors.map(({ socket }) => ({
    name: `${socket} Temp`,
    context: 'CPU' as const,
    celsius: isOn
      ? tenth((isHot ? criticalCelsius + 6 + 6 * load : room + 18 + 34 * load) + noise(socket))
      : null,
    warning: 88,
    critical: criticalCelsius,
  }));
  const rise = isHot ? 24 : isOn ? 8 + 12 * load : 1;
  const temperatures: Temperature[] = [
    {
      name: 'Inlet Temp',
      context: 'Intake',
      celsius: tenth(room + noise('inlet') / 3),
      warning: 38,
      critical: 42,
    },
    {
      name: 'Exhaust Temp',
      context: 'Exhaust',
      celsius: tenth(room + rise + noise('exhaust')),
      warning: 65,
      critical: 75,
    },
    ...cpus,
  ];

  const fansDown = faults.filter(({ name }) => name === 'fan-failed').length;
  const demand = isHot ? 1 : Math.min(1, 0.3 + 0.45 * load + 0.15 * fansDown);
  const fans = fanNames(machine).map((name) => ({
    name,
    rpm: isOn ? (has('fan-failed', name) ? 0 : rpmAt(demand, noise(name))) : null,
  }));
  return { temperatures, fans, supplies: suppliesOf(machine, has, watts), watts: Math.round(watts) };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const rpmAt = (demand: number, noise: number): number =>
  Math.round((fullFanSpeed * demand + 60 * noise) / 60) * 60;

/** Idle and full draw of typical parts: processor 60 to 250 W, DIMM 3 to 6, disk 5 to 9, accelerator 40 to 350. */
function wattsAt(
  { processors, dimms, drives, accelerators, fans }: MachineDescription,
  load: number,
): number {
  const each = (count: number, idle: number, full: number) => count * (idle + (full - idle) * load);
  return (
    each(processors.length, 60, 250) +
    each(dimms.length, 3, 6) +
    each(drives.length, 5, 9) +
    each(accelerators.length, 40, 350) +
    each(fans, 3, 12)
  );
}

const standbyWatts = ({ powerSupplies }: MachineDescription): number => 6 * powerSupplies;

/** Sized as vendors do: half of the supplies carry full load with a tenth to spare. */
function capacityOf(machine: MachineDescription): number {
  const half = Math.max(1, Math.floor(machine.powerSupplies / 2));
  const needed = (wattsAt(machine, 1) * 1.1) / half;
  return [550, 800, 1100, 1400, 1600, 2000, 2400, 2700, 3000].find((size) => size >= needed) ?? 3200;
}

function suppliesOf(
  machine: MachineDescription,
  has: (name: Fault['name'], target?: string) => boolean,
  watts: number,
): PowerSupply[] {
  const names = powerSupplyNames(machine);
  const stateOf = (name: string): PowerSupply['state'] => {
    if (has('power-lost')) return 'no input';
    return has('psu-failed', name) ? 'failed' : 'good';
  };
  const good = names.filter((name) => stateOf(name) === 'good').length;
  const capacityWatts = capacityOf(machine);
  return names.map((name) => {
    const state = stateOf(name);
    return {
      name,
      state,
      capacityWatts,
      inputVolts: state === 'no input' ? 0 : Math.round(between(228, 234, machine.uuid, name)),
      outputWatts: state === 'good' ? Math.round(watts / good) : 0,
    };
  });
}
