import { type CertifiedDisk, EraseMethod, type EraseVerification } from '@tuskar/contract/certificate.ts';
import { sanitizationClass } from './sanitization.ts';

/** What names a disk, as an inspection or the agent knows it. */
export type KnownDisk = {
  /** '/dev/sda'; may change from boot to boot. */
  name: string | null;
  place: string | null;
  serial: string | null;
  wwn: string | null;
  model: string | null;
  bytes: number | null;
  rotational: boolean | null;
};

/** What the agent says that it did to a disk. */
export type DiskErasure = KnownDisk & {
  erased: boolean;
  method: string | null;
  verification: (Omit<EraseVerification, 'failed'> & { failed: number }) | null;
  startedAt: string | null;
  endedAt: string | null;
  /** Why it was not erased. */
  problem: string | null;
};

export type ErasureVerdict = { disks: CertifiedDisk[]; problems: string[] };

/**
 * Whether every disk was erased: each that the last inspection knew, and each that the agent found besides. Whatever is
 * not certain is a problem, in words for a person; a certificate takes that there is none.
 */
export function judgeErasure(known: KnownDisk[], erasures: DiskErasure[]): ErasureVerdict {
  const missing = known
    // A card reader without a card shows itself as a disk of no size.
    .filter((disk) => disk.bytes !== 0 && !erasures.some((erasure) => isSameDisk(disk, erasure)))
    .map((disk) => `${describeDisk(disk)} was there at the last inspection, and was not erased`);
  const verdicts = erasures.map(judgeDisk);
  const none = known.length === 0 && erasures.length === 0 ? ['no disk was found in the machine'] : [];
  return {
    disks: verdicts.filter((verdict) => typeof verdict !== 'string'),
    problems: [...none, ...missing, ...verdicts.filter((verdict) => typeof verdict === 'string')],
  };
}

function judgeDisk(erasure: DiskErasure): CertifiedDisk | string {
  const disk = describeDisk(erasure);
  if (!erasure.erased) return `${disk} was not erased: ${erasure.problem ?? 'the agent does not say why'}`;
  const method = EraseMethod.safeParse(erasure.method).data;
  if (method === undefined)
    return `${disk} was erased by '${erasure.method ?? ''}', which is no method that is known`;
  const { verification, startedAt, endedAt } = erasure;
  if (verification === null || verification.samples < 1)
    return `${disk} was erased, and not read again to verify it`;
  if (verification.failed > 0)
    return `${disk} still holds data: ${verification.failed} of ${verification.samples} samples`;
  if (startedAt === null || endedAt === null) return `${disk} was erased, and it is not said when`;
  const { serial, wwn, model, place, bytes, rotational } = erasure;
  return {
    serial,
    wwn,
    model,
    place: place ?? erasure.name,
    bytes,
    rotational,
    method,
    class: sanitizationClass(method, rotational),
    verification: { ...verification, failed: 0 },
    startedAt,
    endedAt,
  };
}

/**
 * By what the disk itself says: namespaces of one NVMe controller have its serial number and each a WWN. By its place or name only where neither says anything. */
function isSameDisk(one: KnownDisk, other: KnownDisk): boolean {
  const otherWwn = one.wwn !== null && other.wwn !== null && one.wwn !== other.wwn;
  if (one.serial !== null && other.serial !== null) return one.serial === other.serial && !otherWwn;
  if (one.wwn !== null && other.wwn !== null) return !otherWwn;
  if (one.serial !== null || other.serial !== null || one.wwn !== null || other.wwn !== null) return false;
  if (one.place !== null && other.place !== null) return one.place === other.place;
  return one.name !== null && one.name === other.name;
}

/** 'disk S4YNX0 (bay 3)' */
export function describeDisk({ serial, wwn, name, place }: KnownDisk): string {
  const id = serial ?? wwn ?? name ?? 'without a serial number';
  return place === null ? `disk ${id}` : `disk ${id} (${place})`;
}
