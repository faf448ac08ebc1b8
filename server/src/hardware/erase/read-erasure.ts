import type { CertificateDocument } from '@tuskar/contract/certificate.ts';
import { type AgentRecord, AgentRecords, EraseMeasured, type ErasedDisk } from '../agent/schema.ts';
import type { DiskErasure } from './judge.ts';

export const eraseStep = 'tuskar_erase';

export type LeftOut = NonNullable<CertificateDocument['leftOut']>[number];

export type ReadErasure = {
  erasures: DiskErasure[];
  /** What stores something and is no disk of the machine. */
  leftOut: LeftOut[];
  /** Of all disks, one after the other. */
  log: string;
  startedAt: Date | undefined;
  endedAt: Date | undefined;
};

/** What our hardware manager recorded of one erasure; undefined: nothing. Never throws: what cannot be read is null. */
export function readErasure(answer: unknown, run: string): ReadErasure | undefined {
  const records = AgentRecords.safeParse(answer).data?.results ?? [];
  const record = records.findLast((one) => one.step === eraseStep && one.run === run);
  if (record === undefined) return undefined;
  const { disks = [], leftOut = [] } = EraseMeasured.safeParse(record.measured).data ?? {};
  return {
    erasures: disks.map(toErasure),
    leftOut: leftOut.map(({ name, serial, model, bytes, reason }) => ({
      name,
      serial,
      model,
      bytes,
      reason: reason ?? 'the agent does not say why',
    })),
    log: disks.map(({ log }) => log).join(''),
    ...timesOf(record),
  };
}

function timesOf({ startedAt, endedAt }: AgentRecord): Pick<ReadErasure, 'startedAt' | 'endedAt'> {
  const read = (text: string | null) =>
    text === null || Number.isNaN(Date.parse(text)) ? undefined : new Date(text);
  return { startedAt: read(startedAt), endedAt: read(endedAt) };
}

function toErasure(disk: ErasedDisk): DiskErasure {
  const { name, serial, wwn, model, bytes, rotational } = disk;
  return {
    name,
    serial,
    wwn,
    model,
    bytes,
    rotational,
    place: disk.bay,
    erased: disk.erased === true,
    method: disk.method,
    verification: verificationOf(disk),
    startedAt: instantOf(disk.startedAt),
    endedAt: instantOf(disk.endedAt),
    problem: disk.error,
  };
}

function verificationOf({ verification }: ErasedDisk): DiskErasure['verification'] {
  if (verification === null) return null;
  const { samples, blockBytes, seed, expected, zeros, ones, other, marker } = verification;
  if (samples === null || blockBytes === null || seed === null) return null;
  if (zeros === null || ones === null || other === null || marker === null) return null;
  if (expected !== 'zeros' && expected !== 'anything but the marker') return null;
  // What the counts do not account for was not read, so it is not known to be erased.
  const passed = expected === 'zeros' ? zeros : zeros + ones + other;
  const failed = Math.max(samples - passed, marker);
  return { samples, sampleBytes: blockBytes, seed, expected, zeros, ones, other, failed };
}

/** The agent writes its offset as +00:00. */
function instantOf(text: string | null): string | null {
  const milliseconds = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
