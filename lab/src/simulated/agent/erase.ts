import { createHash } from 'node:crypto';
import type { Fault, MachineDescription } from '../../machines/schema.ts';
import { asFound } from '../../machines/as-found.ts';
import { hash } from '../../machines/seeded.ts';
import { described, type Device, devicesOf } from './devices.ts';

export type EraseOptions = {
  /** Names the run in the record. */
  run: string | null;
  /** With their parts named. */
  faults: readonly Fault[];
  /** Milliseconds since 1970. */
  startedAt: number;
  seconds: number;
};

const blockBytes = 4096;
/** Both ends of a disk, a MiB each, and 256 places between them. */
const samples = 2 * 256 + 256;

/**
 * The record that our hardware manager leaves of an erasure of all disks that a simulated machine shows; nothing was
 * erased, as there is nothing. A disk that fails makes the step fail, and its record is then for the caller to play.
 */
export function simulatedErase(machine: MachineDescription, options: EraseOptions) {
  const { run, faults, startedAt, seconds } = options;
  const times = {
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(startedAt + seconds * 1000).toISOString(),
  };
  const disks = devicesOf(asFound(machine, faults)).map((device) => erased(device, times));
  return {
    step: 'tuskar_erase',
    run,
    ...times,
    ok: true,
    error: null,
    measured: { disks },
    failures: [] as unknown[],
  };
}

function erased(device: Device, times: { startedAt: string; endedAt: string }) {
  const { method, nistClass } = methodOf(device);
  const expected = method === 'overwrite-zeros' ? 'zeros' : 'anything but the marker';
  const seed = String(hash(device.drive.serial, times.startedAt));
  const verification = { zeros: samples, ones: 0, other: 0, marker: 0, samples, blockBytes, seed, expected };
  const { path, drive } = device;
  const log = [
    `${times.startedAt} disk ${path} model ${drive.model} serial ${drive.serial} bytes ${drive.bytes}`,
    `${times.startedAt} marked the samples of seed ${seed}`,
    `${times.startedAt} method ${method}`,
    `${times.endedAt} verified: ${JSON.stringify(verification)}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
  const logSha256 = createHash('sha256').update(log).digest('hex');
  return {
    ...described(device),
    erased: true,
    method,
    nistClass,
    notUsed: [],
    verification,
    ...times,
    log,
    logSha256,
  };
}

/** The best that disks of its kind have as a rule. */
function methodOf({ drive }: Device): { method: string; nistClass: string } {
  if (drive.protocol === 'NVMe') return { method: 'nvme-sanitize-block', nistClass: 'Purge' };
  if (drive.protocol !== 'SATA') return { method: 'overwrite-zeros', nistClass: 'Clear' };
  return drive.media === 'HDD'
    ? { method: 'ata-security-erase-enhanced', nistClass: 'Purge' }
    : { method: 'ata-sanitize-block-erase', nistClass: 'Purge' };
}
