import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TuskarError } from '@tuskar/contract/error.ts';
import { addressConflicts, machineAddressing } from './address-conflicts.ts';
import { unifiedRoot } from './cgroup.ts';
import { run } from './command.ts';
import { networkExists } from './network.ts';
import { labRange } from './network-plan.ts';
import { requiredPackages } from './required-packages.ts';

const searchPath = ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin'];

/** Refuses, before anything is changed, to make a lab on a machine that has one or that cannot carry one. */
export async function preflight(labDirectory: string): Promise<void> {
  checkPrograms();
  if (unifiedRoot() === undefined) {
    throw new TuskarError('lab-unsupported', 'The machine has no cgroup v2 mounted.', {
      remedy: 'Mount it: mkdir -p /sys/fs/cgroup/unified && mount -t cgroup2 none /sys/fs/cgroup/unified',
    });
  }
  if (networkExists()) {
    throw new TuskarError(
      'lab-foreign',
      'The machine has a lab (namespace tuskar-lab or link tuskar0) that this installation did not make.',
    );
  }
  const conflicts = addressConflicts(await machineAddressing());
  if (conflicts.length > 0) {
    throw new TuskarError(
      'lab-network-in-use',
      `The lab needs ${labRange}, but the machine has ${conflicts.join(', ')}.`,
      { context: { conflicts } },
    );
  }
  await checkOverlay(labDirectory);
}

function checkPrograms(): void {
  const lacks = (program: string): boolean =>
    !searchPath.some((directory) => existsSync(join(directory, program)));
  const missing = requiredPackages.filter(({ programs }) => programs.some(lacks)).map(({ name }) => name);
  if (missing.length === 0) return;
  throw new TuskarError('lab-tools-missing', `The lab needs these packages: ${missing.join(', ')}.`, {
    context: { packages: missing },
    remedy: `Install them: apt-get install ${missing.join(' ')}`,
  });
}

/** By trying: the kernel may lack overlayfs, and not every file system can hold an upper layer. */
async function checkOverlay(labDirectory: string): Promise<void> {
  if (/[,:\\"]/.test(labDirectory)) {
    throw new TuskarError('lab-unsupported', `${labDirectory} has a character that overlayfs cannot take.`, {
      remedy: 'Set TUSKAR_STATE_DIR to a directory without comma, colon, quote or backslash in its path.',
    });
  }
  mkdirSync(labDirectory, { recursive: true });
  const probe = mkdtempSync(join(labDirectory, 'overlay-probe-'));
  try {
    for (const layer of ['lower', 'upper', 'work', 'root']) mkdirSync(join(probe, layer));
    const mount = 'cd "$1" && mount -n -t overlay probe -o lowerdir=lower,upperdir=upper,workdir=work root';
    await run(['unshare', '--mount', 'sh', '-euc', mount, 'probe', probe]);
  } catch (cause) {
    throw new TuskarError('lab-unsupported', `overlayfs does not work in ${labDirectory}.`, {
      cause,
      remedy:
        'Put TUSKAR_STATE_DIR on ext4 or xfs, and use a kernel with overlayfs (CONFIG_OVERLAY_FS; in a container it may be forbidden).',
    });
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}
