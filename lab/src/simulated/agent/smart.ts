import type { Drive, Fault, MachineDescription } from '../../machines/schema.ts';
import { between, drift, gaussian } from '../../machines/seeded.ts';

type Options = {
  faults: readonly Fault[];
  /** Milliseconds since 1970. */
  at: number;
  /** Whether it has just been worked hard: then a failing disk has failed more, and every disk is warmer. */
  hasWorked: boolean;
};

const hourMs = 3_600_000;
/** Since when simulated disks have run: hours count from here. */
const epoch = Date.UTC(2026, 0, 1);

/** Degrees Celsius of a disk: by its kind, the room, and the machine if that is too hot. */
export function diskTemperature(
  machine: MachineDescription,
  drive: Drive,
  { faults, at, hasWorked }: Options,
): number {
  const usual = drive.protocol === 'NVMe' ? 38 : drive.media === 'SSD' ? 32 : 34;
  const work = hasWorked ? (drive.media === 'HDD' ? 4 : 14) : 0;
  const heat = faults.some(({ name }) => name === 'overheat') ? 16 : 0;
  const room = 2 * drift(at, hourMs, machine.uuid, 'room');
  return Math.round(usual + work + heat + room + gaussian(drive.serial, 'temperature'));
}

/** SMART as our hardware manager gives it. New disks have some hours of the factory's own tests. */
export function smartOf(machine: MachineDescription, drive: Drive, options: Options) {
  const { faults, at, hasWorked } = options;
  const isFailing = faults.some(({ name, target }) => name === 'disk-fails' && target === drive.bay);
  const bad = isFailing ? (hasWorked ? 64 : 8) : 0;
  const temperature = diskTemperature(machine, drive, options);
  const powerOnHours = Math.round(
    between(20, 60, drive.serial, 'hours') + Math.max(0, (at - epoch) / hourMs),
  );
  const attribute = (id: number, name: string, raw: number) => ({
    id,
    name,
    value: 100,
    worst: 100,
    threshold: 10,
    raw,
    failed: '',
  });
  return {
    passed: !isFailing,
    firmware: drive.firmware,
    temperature,
    powerOnHours,
    attributes:
      drive.protocol === 'SATA'
        ? [
            attribute(5, 'Reallocated_Sector_Ct', bad),
            attribute(9, 'Power_On_Hours', powerOnHours),
            attribute(187, 'Reported_Uncorrect', bad / 2),
            attribute(194, 'Temperature_Celsius', temperature),
            attribute(197, 'Current_Pending_Sector', bad / 4),
          ]
        : [],
    nvme:
      drive.protocol === 'NVMe'
        ? { media_errors: bad, critical_warning: isFailing ? 4 : 0, percentage_used: 0 }
        : null,
    sas: null,
    grownDefects: drive.protocol === 'SAS' ? bad : null,
  };
}
