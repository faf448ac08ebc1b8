import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { guestRan, kvmFirmware } from './kvm-firmware.ts';
import type { KvmReport } from './state/schema.ts';

const qemu = 'usr/bin/qemu-system-x86_64';
const secondsToRun = 2;

// The image's tree is not written to: its /dev and /tmp are laid over in a mount namespace of the probe's own.
const script = `
cd "$1"
mount -n --bind /dev dev
mount -n -t tmpfs -o size=1m tmpfs tmp
cat > tmp/firmware
exec timeout --kill-after=1 ${secondsToRun} chroot . /${qemu} -machine pc,accel=kvm -m 16 -nodefaults -display none \\
  -no-reboot -bios /tmp/firmware -device isa-debug-exit,iobase=0xf4,iosize=1`;

/**
 * Whether KVM runs guests, found by running one: /dev/kvm and KVM_CREATE_VM also work where none ever gets far.
 * `rootfs`: an image's tree; the QEMU that the hosts will use is the one that is tried.
 */
export async function probeKvm(rootfs: string): Promise<KvmReport> {
  if (!existsSync('/dev/kvm')) return { state: 'absent', reason: 'The machine has no /dev/kvm.' };
  if (!existsSync(join(rootfs, qemu))) {
    return { state: 'unknown', reason: 'The image has no QEMU to try it with.' };
  }
  const { exitCode, stderr } = await execa('unshare', ['--mount', 'sh', '-euc', script, 'probe', rootfs], {
    input: kvmFirmware(),
    reject: false,
    timeout: 10_000,
  });
  return kvmVerdict({ exitCode, stderr });
}

export function kvmVerdict({
  exitCode,
  stderr,
}: {
  exitCode: number | undefined;
  stderr: string;
}): KvmReport {
  if (exitCode === guestRan) return { state: 'works', reason: 'A guest ran under KVM.' };
  // 124 and 137: timeout(1) ended it, or had to kill it.
  const late = exitCode === undefined || exitCode === 124 || exitCode === 137;
  const said = stderr.trim().split('\n').slice(0, 3).join(' ') || 'without a word';
  const reason = late
    ? `/dev/kvm is there, but a tiny guest that KVM runs in milliseconds did not end within ${secondsToRun} s.`
    : `QEMU could not run a guest under KVM; it ended with exit code ${exitCode}: ${said}`;
  return { state: 'broken', reason };
}
