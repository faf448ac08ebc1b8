import { access, constants } from 'node:fs/promises';
import { arch } from 'node:os';
import { delimiter } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';

/** Debian packages without which no image is built, the programs of each that the build runs, and why. */
export const requiredPackages = [
  { name: 'mmdebstrap', programs: ['mmdebstrap'], reason: "mmdebstrap makes the golden image's base system" },
  {
    name: 'debian-archive-keyring',
    programs: [],
    reason: "Debian's keys tell that the image's packages are Debian's",
  },
  { name: 'apt', programs: ['apt-get'], reason: "apt-get resolves and fetches the image's packages" },
  { name: 'dpkg', programs: ['dpkg-deb'], reason: "dpkg-deb unpacks the test guest's kernel" },
  {
    name: 'util-linux',
    programs: ['unshare', 'setpriv', 'flock'],
    reason: 'unshare keeps a build in namespaces of its own',
  },
  { name: 'iproute2', programs: ['ip'], reason: "ip brings up the loopback of a build's network namespace" },
  { name: 'kmod', programs: ['depmod'], reason: "depmod orders the test guest's kernel modules" },
  { name: 'xz-utils', programs: ['xz'], reason: "xz unpacks the test guest's kernel modules" },
  { name: 'cpio', programs: ['cpio'], reason: "cpio packs the test guest's initramfs" },
] as const satisfies readonly { name: string; programs: readonly string[]; reason: string }[];

export type RequiredPackage = (typeof requiredPackages)[number];

/** The packages of which a program is not on the PATH. */
export async function missingPackages(path = process.env['PATH'] ?? ''): Promise<RequiredPackage[]> {
  // A service's PATH may lack the directories of programs for root.
  const directories = [...path.split(delimiter), '/usr/sbin', '/sbin'];
  const found = async (program: string): Promise<boolean> => {
    const tries = directories.map(async (directory) => await isExecutable(`${directory}/${program}`));
    return (await Promise.all(tries)).includes(true);
  };
  const checks = requiredPackages.map(async (wanted) => {
    const there = await Promise.all(wanted.programs.map(found));
    return there.includes(false) ? wanted : null;
  });
  return (await Promise.all(checks)).filter((wanted) => wanted !== null);
}

/** @throws image-tools-missing, image-architecture-unsupported, root-needed */
export async function assertTools(): Promise<void> {
  if (process.getuid?.() !== 0) throw new TuskarError('root-needed', 'Building an image needs root.');
  if (arch() !== 'x64') {
    throw new TuskarError('image-architecture-unsupported', `This machine is ${arch()}; images are amd64.`);
  }
  const missing = await missingPackages();
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const reasons = missing.map(({ reason }) => reason);
  throw new TuskarError(
    'image-tools-missing',
    `Programs to build images with are missing: ${reasons.join('; ')}.`,
    { context: { packages: names }, remedy: `Run: apt-get install ${names.join(' ')}` },
  );
}

const isExecutable = async (file: string): Promise<boolean> =>
  await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
