import { TuskarError } from '@tuskar/contract/error.ts';
import type { RootDiskChoice, RootDiskHint } from '@tuskar/contract/machine-deploy.ts';
import type { KnownDisk } from '../erase/judge.ts';

const gigabyte = 1e9;

/**
 * The disk that a system goes on. Of those that fit the hint and the image: flash before rotating disks, small before
 * large, then by place and serial number, so that the same machine always gives the same answer.
 * @throws root-disk-unknown
 */
export function chooseRootDisk(
  disks: KnownDisk[],
  { hint, minimumBytes }: { hint: RootDiskHint; minimumBytes: number },
): RootDiskChoice {
  const judged = disks.map((disk) => ({ disk, problem: problemOf(disk, hint, minimumBytes) }));
  const fitting = judged.filter(({ problem }) => problem === undefined).map(({ disk }) => disk);
  const [best, ...rest] = fitting.sort(byPreference);
  const unfit = judged.flatMap(({ disk, problem }) =>
    problem === undefined ? [] : [{ disk, reason: problem }],
  );
  if (best === undefined) throw noneFits(unfit);
  return {
    disk: shown(best),
    reason: reasonOf(best, rest, hint),
    others: [
      ...rest.map((disk) => ({ disk: shown(disk), reason: whyNot(best, disk) })),
      ...unfit.map(({ disk, reason }) => ({ disk: shown(disk), reason })),
    ],
  };
}

function problemOf(disk: KnownDisk, hint: RootDiskHint, minimumBytes: number): string | undefined {
  const { serial, wwn, model, rotational } = hint;
  const least = Math.max(minimumBytes, hint.minimumBytes ?? 0);
  if (disk.serial === null && disk.wwn === null)
    return 'it has neither a serial number nor a WWN to name it by';
  if (serial !== undefined && disk.serial !== serial) return `its serial number is not ${serial}`;
  if (wwn !== undefined && disk.wwn !== wwn) return `its WWN is not ${wwn}`;
  if (model !== undefined && !disk.model?.toLowerCase().includes(model.toLowerCase()))
    return `its model is not ${model}`;
  if (rotational !== undefined && disk.rotational !== rotational)
    return rotational ? 'it does not rotate' : 'it rotates';
  if (disk.bytes === null || disk.bytes < least) return `it is smaller than ${gigabytes(least)}`;
  return undefined;
}

function byPreference(a: KnownDisk, b: KnownDisk): number {
  return (
    Number(a.rotational === true) - Number(b.rotational === true) ||
    (a.bytes ?? 0) - (b.bytes ?? 0) ||
    (a.place ?? a.name ?? '').localeCompare(b.place ?? b.name ?? '', 'en', { numeric: true }) ||
    (a.serial ?? a.wwn ?? '').localeCompare(b.serial ?? b.wwn ?? '', 'en')
  );
}

function reasonOf(best: KnownDisk, rest: KnownDisk[], hint: RootDiskHint): string {
  const hinted = Object.keys(hint).length > 0;
  if (rest.length === 0) return hinted ? 'the only disk that the hint fits' : 'the only disk that fits';
  const kind = best.rotational === true ? 'the smallest disk' : 'the smallest disk that does not rotate';
  return hinted ? `${kind} of those that the hint fits` : kind;
}

function whyNot(best: KnownDisk, disk: KnownDisk): string {
  if (disk.rotational === true && best.rotational !== true) return 'it rotates';
  if ((disk.bytes ?? 0) > (best.bytes ?? 0)) return `it is larger: ${gigabytes(disk.bytes ?? 0)}`;
  return 'it is as good, and comes after the other';
}

function noneFits(unfit: { disk: KnownDisk; reason: string }[]): TuskarError {
  const said = unfit.map(
    ({ disk, reason }) => `${disk.serial ?? disk.wwn ?? disk.name ?? 'a disk'}: ${reason}`,
  );
  return new TuskarError(
    'root-disk-unknown',
    said.length === 0 ? 'No disk was seen at the last inspection.' : `No disk fits: ${said.join('; ')}.`,
    { context: { problems: said } },
  );
}

function shown({ serial, wwn, model, place, name, bytes, rotational }: KnownDisk): RootDiskChoice['disk'] {
  return { serial, wwn, model, place: place ?? name, bytes, rotational };
}

function gigabytes(bytes: number): string {
  return `${(bytes / gigabyte).toFixed(1)} GB`;
}
