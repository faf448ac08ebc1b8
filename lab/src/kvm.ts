import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import type { KvmReport } from './state/schema.ts';

const qemu = 'usr/bin/qemu-system-x86_64';

/** What QEMU exits with when a guest writes 0x10 to its debug exit device: (value << 1) | 1. */
const guestRan = 33;

/**
 * The smallest guest: a firmware of 64 KiB whose first instructions write to the debug exit device. A guest that executes one
 * instruction under KVM shows what /dev/kvm and KVM_CREATE_VM do not: both succeed on machines where no guest ever runs.
 */
function firmware(): Buffer {
  const rom = Buffer.alloc(64 * 1024, 0xf4);
  // mov al,0x10; out 0xf4,al; hlt — at the reset vector, 16 bytes below the end.
  Buffer.from([0xb0, 0x10, 0xe6, 0xf4, 0xf4]).copy(rom, rom.length - 16);
  return rom;
}

// The tree of the image is not written to: its /dev and /tmp are laid over in a mount namespace of the probe's own.
const script = `
cd "$1"
mount -n --bind /dev dev
mount -n -t tmpfs -o size=1m tmpfs tmp
cat > tmp/firmware
exec timeout --kill-after=1 5 chroot . /${qemu} -machine pc,accel=kvm -m 16 -nodefaults -display none -no-reboot \\
  -bios /tmp/firmware -device isa-debug-exit,iobase=0xf4,iosize=1`;

/** `rootfs`: an image's tree; the QEMU that the hosts will use is the one that is tried. */
export async function probeKvm(rootfs: string): Promise<KvmReport> {
  if (!existsSync('/dev/kvm')) return { state: 'absent', reason: 'The machine has no /dev/kvm.' };
  if (!existsSync(join(rootfs, qemu))) {
    return { state: 'unknown', reason: 'The image has no QEMU to try it with.' };
  }
  const { exitCode, stderr } = await execa('unshare', ['--mount', 'sh', '-euc', script, 'probe', rootfs], {
    input: firmware(),
    reject: false,
    timeout: 10_000,
  });
  return verdict({ exitCode, stderr });
}

export function verdict({ exitCode, stderr }: { exitCode: number | undefined; stderr: string }): KvmReport {
  if (exitCode === guestRan) return { state: 'works', reason: 'A guest ran under KVM.' };
  const said = stderr.trim().split('\n').slice(0, 3).join(' ');
  const timedOut = exitCode === 124 || exitCode === 137 || exitCode === undefined;
  const reason = timedOut
    ? 'The guest never ran its first instruction.'
    : `QEMU ended with exit code ${exitCode}: ${said || 'without a word'}`;
  return { state: 'broken', reason };
}
